// SPDX-License-Identifier: MPL-2.0
//
// The HTML that each mail client writes around quotes, forwards and signatures.

#include <gtest/gtest.h>

#include "unit/mail/zones_support.h"

namespace candour::mail {
namespace {

struct Case {
  std::string name;
  std::string html;
  std::string lettered;
};

class HtmlMail : public testing::TestWithParam<Case> {};

TEST_P(HtmlMail, IsDividedAsItsReaderWould) {
  EXPECT_EQ(with_letters(divided_html(GetParam().html)), GetParam().lettered);
}

INSTANTIATE_TEST_SUITE_P(
    Clients, HtmlMail,
    testing::Values(
        Case{
            "OutlookForWindows",
            R"(<html><head><style>p.MsoNormal{margin:0cm;font-size:11.0pt}</style></head><body lang=EN-GB>
<div class=WordSection1><p class=MsoNormal>Go ahead.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Kind regards<o:p></o:p></p><p class=MsoNormal>Helen Ward<o:p></o:p></p>
<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>
<p class=MsoNormal><b><span lang=EN-US>From:</span></b><span lang=EN-US> Jane Smith &lt;jane@smith-family.example&gt; <br>
<b>Sent:</b> 03 March 2026 10:12<br><b>To:</b> Clerk &lt;clerk@eastmere-tc.gov.uk&gt;<br><b>Subject:</b> Drains<o:p></o:p></span></p></div></div>
<p class=MsoNormal>Can we go ahead?<o:p></o:p></p></div></body></html>)",
            "A|Go ahead.\nS|Kind regards\nS|Helen Ward\nQ|From: Jane "
            "Smith <jane@smith-family.example>\n"
            "Q|Sent: 03 March 2026 10:12\nQ|To: Clerk "
            "<clerk@eastmere-tc.gov.uk>\nQ|Subject: Drains\nQ|Can we go "
            "ahead?\n"},
        Case{
            "OutlookOnTheWeb",
            R"(<div class="elementToProof">Go ahead.</div><div id="Signature"><div>Helen Ward</div><div>Town Clerk</div></div>
<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri">
<b>From:</b> Jane Smith &lt;jane@smith-family.example&gt;<br><b>Sent:</b> 03 March 2026 10:12<br><b>To:</b> Clerk<br><b>Subject:</b> Drains</font><div>&nbsp;</div></div>
<div>Can we go ahead?</div><div id="x_divRplyFwdMsg"><b>From:</b> Bob &lt;bob@b.example&gt;<br><b>Sent:</b> 01 March 2026 09:00<br><b>To:</b> Jane<br><b>Subject:</b> Drains</div><div>Older.</div>)",
            "A|Go ahead.\nS|Helen Ward\nS|Town Clerk\nQ|From: Jane Smith "
            "<jane@smith-family.example>\nQ|Sent: 03 March 2026 10:12\n"
            "Q|To: Clerk\nQ|Subject: Drains\nQ|Can we go ahead?\nQ|From: "
            "Bob <bob@b.example>\nQ|Sent: 01 March 2026 09:00\nQ|To: "
            "Jane\nQ|Subject: Drains\nQ|Older.\n"},
        Case{
            "OutlookMobile",
            R"(<div dir="auto">Fine by me</div><div id="ms-outlook-mobile-signature"><div>Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div></div>
<div id="mail-editor-reference-message-container"><hr><div id="divRplyFwdMsg"><b>From:</b> Jane Smith &lt;jane@smith-family.example&gt;<br><b>Sent:</b> Tuesday, March 3, 2026 10:12 AM<br><b>To:</b> Clerk<br><b>Subject:</b> Drains</div><div>Can we?</div></div>)",
            "A|Fine by me\nS|Get Outlook for iOS\nQ|From: Jane Smith "
            "<jane@smith-family.example>\nQ|Sent: Tuesday, March 3, 2026 "
            "10:12 AM\nQ|To: Clerk\nQ|Subject: Drains\nQ|Can we?\n"},
        Case{
            "GmailReply",
            R"(<div dir="ltr">Yes, do.<br clear="all"><div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature">Helen Ward<div>Town Clerk</div></div></div><br>
<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Tue, 3 Mar 2026 at 10:12, Jane Smith &lt;<a href="mailto:jane@smith-family.example">jane@smith-family.example</a>&gt; wrote:<br></div>
<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><div>Can we?</div></blockquote></div>)",
            "A|Yes, do.\nS|--\nS|Helen Ward\nS|Town Clerk\nQ|On Tue, 3 "
            "Mar 2026 at 10:12, Jane Smith <jane@smith-family.example> "
            "wrote:\nQ|Can we?\n"},
        Case{
            "GmailAnswersBetween",
            R"(<div class="gmail_quote"><div class="gmail_attr">On Tue, 3 Mar 2026 at 10:12, Jane Smith &lt;jane@smith-family.example&gt; wrote:<br></div><blockquote class="gmail_quote">One?</blockquote><div>Yes, the first.</div><blockquote class="gmail_quote">Two?</blockquote><div>No, not that.</div></div>)",
            "Q|On Tue, 3 Mar 2026 at 10:12, Jane Smith "
            "<jane@smith-family.example> wrote:\nQ|One?\nA|Yes, the "
            "first.\nQ|Two?\nA|No, not that.\n"},
        Case{
            "GmailForward",
            R"(<div dir="ltr">For you.<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>From: <strong class="gmail_sendername" dir="auto">Jane Smith</strong> <span dir="auto">&lt;<a href="mailto:jane@smith-family.example">jane@smith-family.example</a>&gt;</span><br>Date: Tue, 3 Mar 2026 at 10:12<br>Subject: Drains<br>To:  &lt;clerk@eastmere-tc.gov.uk&gt;<br></div><br><br><div dir="ltr">Blocked again.</div></div></div>)",
            "A|For you.\nQ|---------- Forwarded message "
            "---------\nQ|From: Jane Smith "
            "<jane@smith-family.example>\nQ|Date: Tue, 3 Mar 2026 at "
            "10:12\nQ|Subject: Drains\nQ|To: "
            "<clerk@eastmere-tc.gov.uk>\nQ|Blocked again.\n"},
        Case{
            "AppleMailReply",
            R"(<html><body style="overflow-wrap: break-word;">Next week.<div><br></div><div>Helen<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>On 3 Mar 2026, at 10:12, Jane Smith &lt;jane@smith-family.example&gt; wrote:</div><br class="Apple-interchange-newline"><div><div>When do the works begin?</div></div></blockquote></div><br></div></body></html>)",
            "A|Next week.\nS|Helen\nQ|On 3 Mar 2026, at 10:12, Jane Smith "
            "<jane@smith-family.example> wrote:\nQ|When do the works "
            "begin?\n"},
        Case{
            "AppleMailForward",
            R"(<body>One for you.<br><div><br><blockquote type="cite"><div>Begin forwarded message:</div><br class="Apple-interchange-newline"><div style="margin: 0px;"><span style="color:rgba(0, 0, 0, 1.0);"><b>From: </b></span><span>Jane Smith &lt;<a href="mailto:jane@smith-family.example">jane@smith-family.example</a>&gt;<br></span></div><div style="margin: 0px;"><span><b>Subject: </b></span><span><b>Drains</b><br></span></div><div style="margin: 0px;"><span><b>Date: </b></span><span>3 March 2026 at 10:12:13 GMT<br></span></div><div style="margin: 0px;"><span><b>To: </b></span><span>clerk@eastmere-tc.gov.uk<br></span></div><br><div>Blocked.</div></blockquote></div></body>)",
            "A|One for you.\nQ|Begin forwarded message:\nQ|From: Jane "
            "Smith <jane@smith-family.example>\nQ|Subject: "
            "Drains\nQ|Date: 3 March 2026 at 10:12:13 GMT\nQ|To: "
            "clerk@eastmere-tc.gov.uk\nQ|Blocked.\n"},
        Case{
            "ThunderbirdSignatureAboveTheQuote",
            R"(<body><p>Go ahead.</p><div class="moz-signature">-- <br>Helen Ward<br>Town Clerk</div><div class="moz-cite-prefix">On 03/03/2026 10:12, Jane Smith wrote:<br></div><blockquote type="cite" cite="mid:a@b.example"><p>Can we?</p></blockquote></body>)",
            "A|Go ahead.\nS|--\nS|Helen Ward\nS|Town Clerk\nQ|On "
            "03/03/2026 10:12, Jane Smith "
            "wrote:\nQ|Can we?\n"},
        Case{"OutlookMobileTelephoneAboveItsOwnLine",
             R"(<body><div>Go ahead.</div><div id="ms-outlook-mobile-signature"><div>Helen Ward<br>Town Clerk<br>01632 960114</div></div><div>Get Outlook for iOS&lt;https://aka.ms/o0ukef&gt;</div><hr><div id="divRplyFwdMsg"><b>From:</b> Jane Smith &lt;jane@smith-family.example&gt;<br><b>Sent:</b> 3 March 2026 10:12<br><b>To:</b> clerk@eastmere-tc.gov.uk<br><b>Subject:</b> Drains</div><div>Can we?</div></body>)",
             "A|Go ahead.\nS|Helen Ward\nS|Town Clerk\nS|01632 960114\nS|Get Outlook for "
             "iOS<https://aka.ms/o0ukef>\nQ|From: Jane Smith <jane@smith-family.example>\nQ|Sent: "
             "3 March 2026 10:12\nQ|To: clerk@eastmere-tc.gov.uk\nQ|Subject: Drains\nQ|Can we?\n"},
        Case{
            "ThunderbirdTelephoneAboveTheQuote",
            R"(<body><p>Go ahead.</p><div class="moz-signature">-- <br>Helen Ward<br>Town Clerk, Eastmere Town Council<br>The Guildhall, Eastmere<br>01632 960114</div><div class="moz-cite-prefix">On 03/03/2026 10:12, Jane Smith wrote:<br></div><blockquote type="cite" cite="mid:a@b.example"><p>Can we?</p></blockquote></body>)",
            "A|Go ahead.\nS|--\nS|Helen Ward\nS|Town Clerk, Eastmere Town "
            "Council\n"
            "S|The Guildhall, Eastmere\nS|01632 960114\nQ|On 03/03/2026 "
            "10:12, Jane Smith "
            "wrote:\nQ|Can we?\n"},
        Case{
            "ThunderbirdReplyAbove",
            R"(<body><p>Go ahead.</p><div class="moz-cite-prefix">On 03/03/2026 10:12, Jane Smith wrote:<br></div><blockquote type="cite" cite="mid:a@b.example"><p>Can we?</p></blockquote><p><br></p><div class="moz-signature">-- <br>Helen Ward<br>Town Clerk</div></body>)",
            "A|Go ahead.\nQ|On 03/03/2026 10:12, Jane Smith "
            "wrote:\nQ|Can we?\nS|--\nS|Helen Ward\nS|Town Clerk\n"},
        Case{
            "ThunderbirdForward",
            R"(<body><p>See below.</p><div class="moz-forward-container"><br><br>-------- Forwarded Message --------<table class="moz-email-headers-table"><tbody><tr><th valign="BASELINE" nowrap>Subject: </th><td>Drains</td></tr><tr><th>Date: </th><td>Tue, 3 Mar 2026 10:12:13 +0000</td></tr><tr><th>From: </th><td>Jane Smith <a href="mailto:jane@smith-family.example">&lt;jane@smith-family.example&gt;</a></td></tr><tr><th>To: </th><td>clerk@eastmere-tc.gov.uk</td></tr></tbody></table><br><br>Blocked.</div><p>Please answer her.</p></body>)",
            "A|See below.\nQ|-------- Forwarded Message "
            "--------\nQ|Subject: Drains\nQ|Date: Tue, 3 Mar 2026 "
            "10:12:13 +0000\nQ|From: Jane Smith "
            "<jane@smith-family.example>\nQ|To: "
            "clerk@eastmere-tc.gov.uk\nQ|Blocked.\nA|Please answer "
            "her.\n"},
        Case{
            "Yahoo",
            R"(<div>Will do.</div><div id="ydp1yahoo_quoted" class="yahoo_quoted"><div><div>On Tuesday, 3 March 2026 at 10:12:13 GMT, Jane Smith &lt;jane@smith-family.example&gt; wrote:</div><div><br></div><div>Can we?</div></div></div>)",
            "A|Will do.\nQ|On Tuesday, 3 March 2026 at 10:12:13 GMT, Jane "
            "Smith <jane@smith-family.example> wrote:\nQ|Can we?\n"},
        Case{
            "ContainersLostOnThePhone",
            R"(<div>Will do.</div><div>Sent from my iPhone</div><div>On 3 Mar 2026, at 10:12, Jane Smith &lt;jane@smith-family.example&gt; wrote:</div><div>Can we?</div>)",
            "A|Will do.\nS|Sent from my iPhone\nQ|On 3 Mar 2026, at "
            "10:12, Jane Smith <jane@smith-family.example> wrote:\nQ|Can "
            "we?\n"},
        Case{"BareBlockquote",
             "<p>She said:</p><blockquote>The hall is "
             "cold.</blockquote><p>I agree with her.</p>",
             "A|She said:\nQ|The hall is cold.\nA|I agree with her.\n"},
        Case{"RuleThatIsNoHeader",
             "<p>First.</p><div style='border-top:solid #E1E1E1 "
             "1.0pt'><p>Second part of my letter.</p></div>",
             "A|First.\nA|Second part of my letter.\n"},
        Case{
            "OtherLanguage",
            R"(<p>Agreed.</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>Fra:</b> Jane<br><b>Sendt:</b> 3. mars 2026 10:12<br><b>Til:</b> Clerk<br><b>Emne:</b> Drains</p></div><p>Can we?</p>)",
            "A|Agreed.\nQ|Fra: Jane\nQ|Sendt: 3. mars 2026 10:12\nQ|Til: "
            "Clerk\nQ|Emne: Drains\nQ|Can we?\n"},
        Case{
            "CopyLineInTheSignatureContainer",
            R"(<div>Attached.</div><div id="Signature"><div>Helen Ward</div><div>Town Clerk</div><div><br></div><div>CC Councillor Smith</div></div>)",
            "A|Attached.\nS|Helen Ward\nS|Town Clerk\nA|CC Councillor "
            "Smith\n"},
        Case{
            "MessageTypedIntoTheSignatureContainer",
            R"(<div id="Signature"><div>The Council will pay your invoice by Friday.</div><div><br></div><div>Helen Ward</div></div>)",
            "A|The Council will pay your invoice by Friday.\nS|Helen "
            "Ward\n"},
        Case{
            "DisclaimerOfAGateway",
            R"(<div class=WordSection1><p class=MsoNormal>Agreed.</p><div style='border:none;border-top:solid #B5C4DF 1.0pt'><p><b>From:</b> Jane Smith<br><b>Sent:</b> 03 March 2026 10:12<br><b>To:</b> Clerk<br><b>Subject:</b> Drains</p></div><p>Can we?</p></div><br><p>PRIVATE AND CONFIDENTIAL: This email and any attachments are intended solely for the addressee.</p>)",
            "A|Agreed.\nQ|From: Jane Smith\nQ|Sent: 03 March 2026 "
            "10:12\nQ|To: Clerk\nQ|Subject: Drains\nQ|Can we?\nD|PRIVATE "
            "AND CONFIDENTIAL: This email and any attachments are "
            "intended solely for the addressee.\n"}),
    [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace candour::mail
