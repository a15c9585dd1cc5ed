// SPDX-License-Identifier: MPL-2.0
//
// More of the HTML that mail clients write: older and rarer ones, Welsh, nested, quoted again.

#include <gtest/gtest.h>

#include "unit/mail/zones_support.h"

namespace candour::mail {
namespace {

struct Case {
  std::string name;
  std::string html;
  std::string lettered;
};

class HtmlOfAClient : public testing::TestWithParam<Case> {};

TEST_P(HtmlOfAClient, IsDividedAsItsReaderWould) {
  EXPECT_EQ(with_letters(divided_html(GetParam().html)), without_empty_lines(GetParam().lettered));
}

const std::vector<Case> outlook =
    {
        {"Outlook2003",
         R"(<div><font size=2>Go ahead.</font></div><div><font size=2>Helen</font></div>
<div class=OutlookMessageHeader dir=ltr align=left><hr tabindex=-1><font face=Tahoma size=2><b>From:</b> Jane Smith [mailto:jane@smith-family.example] <br><b>Sent:</b> 03 March 2026 10:12<br><b>To:</b> Clerk<br><b>Subject:</b> Drains<br></font><br></div>
<div></div><div>Can we go ahead?</div>)",
         R"(A|Go ahead.
S|Helen
Q|From: Jane Smith [mailto:jane@smith-family.example]
Q|Sent: 03 March 2026 10:12
Q|To: Clerk
Q|Subject: Drains
Q|Can we go ahead?)"},
        {"Outlook2007OnBehalf",
         R"(<div class=Section1><p class=MsoNormal>Go ahead.</p><div style='border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b>From:</b> list@county.example [mailto:list@county.example] <b>On Behalf Of </b>Jane Smith<br><b>Sent:</b> 03 March 2026 10:12<br><b>To:</b> Clerk<br><b>Subject:</b> Drains</p></div><p class=MsoNormal>Can we?</p></div>)",
         R"(A|Go ahead.
Q|From: list@county.example [mailto:list@county.example] On Behalf Of Jane Smith
Q|Sent: 03 March 2026 10:12
Q|To: Clerk
Q|Subject: Drains
Q|Can we?)"},
        {"OutlookForMac",
         R"(<div>Go ahead.</div><span id="OLK_SRC_BODY_SECTION"><div style="font-family:Calibri;border-top:#b5c4df 1pt solid"><span style="font-weight:bold">From: </span> Jane Smith &lt;jane@smith-family.example&gt;<br><span style="font-weight:bold">Date: </span> Tuesday, 3 March 2026 at 10:12<br><span style="font-weight:bold">To: </span> Clerk<br><span style="font-weight:bold">Subject: </span> Drains<br></div><div>Can we?</div></span>)",
         R"(A|Go ahead.
Q|From: Jane Smith <jane@smith-family.example>
Q|Date: Tuesday, 3 March 2026 at 10:12
Q|To: Clerk
Q|Subject: Drains
Q|Can we?)"},
        {"HeaderWithoutAnyMark",
         R"(<p>Go ahead.</p><p><b>From:</b> Jane Smith<br><b>Sent:</b> 03 March 2026 10:12<br><b>To:</b> Clerk<br><b>Subject:</b> Drains</p><p>Can we?</p>)",
         R"(A|Go ahead.
Q|From: Jane Smith
Q|Sent: 03 March 2026 10:12
Q|To: Clerk
Q|Subject: Drains
Q|Can we?)"},
        {"EachHeaderAParagraph",
         R"(<p>Go ahead.</p><p><b>From:</b> Jane Smith</p><p><b>Sent:</b> 03 March 2026 10:12</p><p><b>To:</b> Clerk</p><p><b>Subject:</b> Drains</p><p>Can we?</p>)",
         R"(A|Go ahead.
Q|From: Jane Smith
Q|Sent: 03 March 2026 10:12
Q|To: Clerk
Q|Subject: Drains
Q|Can we?)"},
        {"QuotedTwiceOnTheWeb",
         R"(<div>Yes.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Bob &lt;bob@b.example&gt;<br><b>Sent:</b> 03 March 2026 10:12<br><b>To:</b> Clerk<br><b>Subject:</b> Drains</div><div class="x_elementToProof">See Jane.</div><div id="x_Signature"><div>Bob Jones</div></div><div id="x_appendonsend"></div><hr><div id="x_divRplyFwdMsg"><b>From:</b> Jane &lt;jane@b.example&gt;<br><b>Sent:</b> 02 March 2026 10:12<br><b>To:</b> Bob<br><b>Subject:</b> Drains</div><div>Can we?</div>)",
         R"(A|Yes.
Q|From: Bob <bob@b.example>
Q|Sent: 03 March 2026 10:12
Q|To: Clerk
Q|Subject: Drains
Q|See Jane.
Q|Bob Jones
Q|From: Jane <jane@b.example>
Q|Sent: 02 March 2026 10:12
Q|To: Bob
Q|Subject: Drains
Q|Can we?)"},
        {"WelshOutlook",
         R"(<div class=WordSection1><p class=MsoNormal>Iawn.</p><p class=MsoNormal>Cofion gorau</p><p class=MsoNormal>Gwen</p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b>Oddi wrth:</b> Siân Parri<br><b>Anfonwyd:</b> 03 Mawrth 2026 10:12<br><b>At:</b> Clerc<br><b>Pwnc:</b> Draeniau</p></div></div><p class=MsoNormal>Gawn ni?</p></div>)",
         R"(A|Iawn.
S|Cofion gorau
S|Gwen
Q|Oddi wrth: Siân Parri
Q|Anfonwyd: 03 Mawrth 2026 10:12
Q|At: Clerc
Q|Pwnc: Draeniau
Q|Gawn ni?)"},
        {"WindowsMail",
         R"(<div data-externalstyle="false"><div>Go ahead.</div><div><br></div><div style="padding-top: 5px; border-top-color: rgb(229, 229, 229); border-top-width: 1px; border-top-style: solid;"><div><font face="Calibri"><b>From:</b>&nbsp;<a href="mailto:jane@smith-family.example">Jane Smith</a><br><b>Sent:</b>&nbsp;Tuesday, 3 March 2026 10:12<br><b>To:</b>&nbsp;<a href="mailto:clerk@eastmere-tc.gov.uk">Clerk</a></font></div></div><div><br></div><div>Can we?</div></div>)",
         R"(A|Go ahead.
Q|From: Jane Smith
Q|Sent: Tuesday, 3 March 2026 10:12
Q|To: Clerk
Q|Can we?)"},
        {"WindowsLiveMail", R"(<div>Go ahead.</div><div style="FONT: 10pt tahoma"><div>&nbsp;</div><div style="BACKGROUND: #f5f5f5"><div><b>From:</b> <a href="mailto:jane@smith-family.example">Jane Smith</a></div><div><b>Sent:</b> Tuesday, March 03, 2026 10:12 AM</div><div><b>To:</b> <a href="mailto:clerk@eastmere-tc.gov.uk">clerk@eastmere-tc.gov.uk</a></div><div><b>Subject:</b> Drains</div></div></div><div>&nbsp;</div><div>Can we?</div>)",
         R"(A|Go ahead.
Q|From: Jane Smith
Q|Sent: Tuesday, March 03, 2026 10:12 AM
Q|To: clerk@eastmere-tc.gov.uk
Q|Subject: Drains
Q|Can we?)"},
        {"Hotmail",
         R"(<div dir="ltr">Go ahead.<br><br><div><hr id="stopSpelling">Date: Tue, 3 Mar 2026 10:12:13 +0000<br>Subject: Drains<br>From: jane@smith-family.example<br>To: clerk@eastmere-tc.gov.uk<br><br>Can we?</div></div>)",
         R"(A|Go ahead.
Q|Date: Tue, 3 Mar 2026 10:12:13 +0000
Q|Subject: Drains
Q|From: jane@smith-family.example
Q|To: clerk@eastmere-tc.gov.uk
Q|Can we?)"},
};

const std::vector<Case> others = {
    {"GmailNestedDeep",
     R"(<div dir="ltr">Yes.</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Tue, 3 Mar 2026 at 10:12, Bob &lt;bob@b.example&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0"><div>See Jane.</div><br><div class="gmail_quote"><div class="gmail_attr">On Mon, 2 Mar 2026 at 10:12, Jane &lt;jane@b.example&gt; wrote:<br></div><blockquote class="gmail_quote"><div>Can we?</div></blockquote></div></blockquote></div>)",
     R"(A|Yes.
Q|On Tue, 3 Mar 2026 at 10:12, Bob <bob@b.example> wrote:
Q|See Jane.
Q|On Mon, 2 Mar 2026 at 10:12, Jane <jane@b.example> wrote:
Q|Can we?)"},
    {"GmailAnswerBelow",
     R"(<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Tue, 3 Mar 2026 at 10:12, Bob &lt;bob@b.example&gt; wrote:<br></div><blockquote class="gmail_quote"><div>Can we?</div></blockquote><div><br></div><div>Yes, please proceed.</div></div>)",
     R"(Q|On Tue, 3 Mar 2026 at 10:12, Bob <bob@b.example> wrote:
Q|Can we?
A|Yes, please proceed.)"},
    {"OldGmail",
     R"(<div dir="ltr">Yes.</div><div class="gmail_extra"><br><div class="gmail_quote">On 3 March 2026 at 10:12, Jane Smith <span dir="ltr">&lt;<a href="mailto:j@b.example">j@b.example</a>&gt;</span> wrote:<br><blockquote class="gmail_quote" style="margin:0 0 0 .8ex"><div>Can we?</div></blockquote></div><br></div>)",
     R"(A|Yes.
Q|On 3 March 2026 at 10:12, Jane Smith <j@b.example> wrote:
Q|Can we?)"},
    {"IphoneReply",
     R"(<html><body dir="auto">Go ahead<div dir="ltr"><br></div><div dir="ltr">Sent from my iPhone</div><div dir="ltr"><br><blockquote type="cite">On 3 Mar 2026, at 10:12, Jane Smith &lt;jane@smith-family.example&gt; wrote:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">Can we?</div></blockquote></body></html>)",
     R"(A|Go ahead
S|Sent from my iPhone
Q|On 3 Mar 2026, at 10:12, Jane Smith <jane@smith-family.example> wrote:
Q|Can we?)"},
    {"Samsung",
     R"(<div>OK</div><div id="composer_signature"><div>Sent from my Galaxy</div></div><div><br></div><div>-------- Original message --------</div><div>From: Jane Smith &lt;jane@smith-family.example&gt; </div><div>Date: 03/03/2026  10:12  (GMT+00:00) </div><div>To: clerk@eastmere-tc.gov.uk </div><div>Subject: Drains </div><div><br></div><div>Can we?</div>)",
     R"(A|OK
S|Sent from my Galaxy
Q|-------- Original message --------
Q|From: Jane Smith <jane@smith-family.example>
Q|Date: 03/03/2026 10:12 (GMT+00:00)
Q|To: clerk@eastmere-tc.gov.uk
Q|Subject: Drains
Q|Can we?)"},
    {"Zimbra",
     R"(<div>Yes.</div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><blockquote style="border-left:2px solid #1010FF"><b>From: </b>"Jane Smith" &lt;jane@smith-family.example&gt;<br><b>To: </b>"Clerk" &lt;clerk@eastmere-tc.gov.uk&gt;<br><b>Sent: </b>Tuesday, 3 March, 2026 10:12:13<br><b>Subject: </b>Drains<br></blockquote></div><div data-marker="__QUOTED_TEXT__"><blockquote style="border-left:2px solid #1010FF"><div>Can we?</div></blockquote></div>)",
     R"(A|Yes.
Q|From: "Jane Smith" <jane@smith-family.example>
Q|To: "Clerk" <clerk@eastmere-tc.gov.uk>
Q|Sent: Tuesday, 3 March, 2026 10:12:13
Q|Subject: Drains
Q|Can we?)"},
    {"LotusNotes",
     R"(<font size=2 face="sans-serif">Yes.</font><br><br><br><font size=1 color=#5f5f5f face="sans-serif">From: </font><font size=1 face="sans-serif">Jane Smith &lt;jane@smith-family.example&gt;</font><br><font size=1 color=#5f5f5f>To: </font><font size=1>clerk@eastmere-tc.gov.uk</font><br><font size=1 color=#5f5f5f>Date: </font><font size=1>03/03/2026 10:12</font><br><font size=1 color=#5f5f5f>Subject: </font><font size=1>Drains</font><br><hr noshade><br><br><br>Can we?)",
     R"(A|Yes.
Q|From: Jane Smith <jane@smith-family.example>
Q|To: clerk@eastmere-tc.gov.uk
Q|Date: 03/03/2026 10:12
Q|Subject: Drains
Q|Can we?)"},
    {"GroupWise",
     R"(<div>Yes.</div><div>&gt;&gt;&gt; Jane Smith &lt;jane@smith-family.example&gt; 03/03/2026 10:12 AM &gt;&gt;&gt;<br></div><div>Can we?</div>)",
     R"(A|Yes.
Q|>>> Jane Smith <jane@smith-family.example> 03/03/2026 10:12 AM >>>
Q|Can we?)"},
    {"Protonmail",
     R"(<div>Yes.</div><div class="protonmail_signature_block"><div>Helen</div></div><div class="protonmail_quote">On Tuesday, 3 March 2026 at 10:12, Jane Smith &lt;j@b.example&gt; wrote:<br><br><blockquote class="protonmail_quote" type="cite">Can we?</blockquote></div>)",
     R"(A|Yes.
S|Helen
Q|On Tuesday, 3 March 2026 at 10:12, Jane Smith <j@b.example> wrote:
Q|Can we?)"},
    {"ThunderbirdAnswerBetween",
     R"(<body><div class="moz-cite-prefix">On 03/03/2026 10:12, Jane Smith wrote:<br></div><blockquote type="cite"><p>One?</p></blockquote><p>Yes, the council will pay.</p><blockquote type="cite"><p>Two?</p></blockquote><p>No.</p></body>)",
     R"(Q|On 03/03/2026 10:12, Jane Smith wrote:
Q|One?
A|Yes, the council will pay.
Q|Two?
A|No.)"},
    {"MarksInPreformattedText",
     R"(<pre>Yes, please proceed.

On 03/03/2026 10:12, Jane Smith wrote:
&gt; Can we?
</pre>)",
     R"(A|Yes, please proceed.
Q|On 03/03/2026 10:12, Jane Smith wrote:
Q|> Can we?)"},
    {"YahooOld",
     R"(<div style="color:#000"><div>Will do.</div><div class="qtdSeparateBR"><br><br></div><div class="yahoo_quoted" style="display:block"><div><div dir="ltr"><font>On Tuesday, 3 March 2026, 10:12, Jane Smith &lt;j@b.example&gt; wrote:<br></font></div><br><br><div>Can we?</div></div></div></div>)",
     R"(A|Will do.
Q|On Tuesday, 3 March 2026, 10:12, Jane Smith <j@b.example> wrote:
Q|Can we?)"},
    {"YahooOnAPhone",
     R"(<div>Will do.</div><p style="font-size:10px;color:#715FFA"><a href="https://overview.mail.yahoo.com">Yahoo Mail: Search, organise, conquer</a></p><blockquote style="margin:0 0 20px 0"><div style="font-family:Roboto">On Tue, 3 Mar 2026 at 10:12, Jane Smith</div><div>&lt;j@b.example&gt; wrote:</div><div style="padding:10px 0 0 20px">Can we?</div></blockquote>)",
     R"(A|Will do.
S|Yahoo Mail: Search, organise, conquer
Q|On Tue, 3 Mar 2026 at 10:12, Jane Smith
Q|<j@b.example> wrote:
Q|Can we?)"},
};

INSTANTIATE_TEST_SUITE_P(Outlook, HtmlOfAClient, testing::ValuesIn(outlook),
                         [](const auto& each) { return each.param.name; });
INSTANTIATE_TEST_SUITE_P(Others, HtmlOfAClient, testing::ValuesIn(others),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace candour::mail
