# SPDX-License-Identifier: MPL-2.0
"""A compose window of support/thunderbird.py, and the panel at it."""

from support.add_on_page import Page
from support.marionette import until


class Window:
    """One compose window."""

    def __init__(self, thunderbird, to=(), cc=(), bcc=(), subject="", body="", plain=True, identity="id1", kind="New",
                 folder="Inbox"):
        """kind: "New"; "ReplyAll" or "ForwardInline" answers the folder's first message, with more recipients."""
        self.remote = thunderbird.remote
        self.number = self.remote.run("""
          const [to, cc, bcc, subject, body, plain, identity, kind, folder] = args;
          const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
          const fields = Cc["@mozilla.org/messengercompose/composefields;1"].createInstance(Ci.nsIMsgCompFields);
          fields.to = to.join(", "); fields.cc = cc.join(", "); fields.bcc = bcc.join(", ");
          fields.subject = subject;
          fields.body = body;
          const params = Cc["@mozilla.org/messengercompose/composeparams;1"].createInstance(Ci.nsIMsgComposeParams);
          params.composeFields = fields;
          params.type = Ci.nsIMsgCompType.New;
          params.format = plain ? Ci.nsIMsgCompFormat.PlainText : Ci.nsIMsgCompFormat.HTML;
          params.identity = MailServices.accounts.getIdentity(identity);
          const before = new Set(Services.wm.getEnumerator("msgcompose"));
          const main = Services.wm.getMostRecentWindow("mail:3pane");
          if (kind === "New") {
            MailServices.compose.OpenComposeWindowWithParams(null, params);
          } else {
            const messages = MailServices.accounts.defaultAccount.incomingServer.rootFolder.getChildNamed(folder);
            messages.updateFolder(main.msgWindow);
            const received = () => { try { return [...messages.messages]; } catch { return []; } };  // while it is indexed
            for (let i = 0; i < 400 && received().length === 0; ++i) await new Promise(done => main.setTimeout(done, 25));
            const [header] = received();
            MailServices.compose.OpenComposeWindow(null, header, messages.getUriForMsg(header), Ci.nsIMsgCompType[kind],
              plain ? Ci.nsIMsgCompFormat.PlainText : Ci.nsIMsgCompFormat.HTML, params.identity, null, null);
          }
          for (let i = 0; i < 400; ++i) {
            for (const w of Services.wm.getEnumerator("msgcompose"))
              if (!before.has(w) && w.composeEditorReady && w.gMsgCompose) {
                main.candourWindows = main.candourWindows || [];
                return main.candourWindows.push(w) - 1;
              }
            await new Promise(resolve => main.setTimeout(resolve, 25));
          }
          throw new Error("the compose window did not open");
        """, list(to), list(cc), list(bcc), subject, body, plain, identity, kind, folder)
        self.page = Page(self.remote, f"""
          const panels = [...main.candourWindows[{self.number}].document.querySelectorAll("browser.webextension-popup-browser")];
          return panels.find(each => each.currentURI?.spec.includes("panel.html")) ?? panels[0];
        """)
        thunderbird.windows.append(self)
        if kind != "New":
            self.add_recipients(to=to, cc=cc, bcc=bcc)

    def run(self, script, *arguments):
        """A script that has the window as `w` and the main window as `main`."""
        return self.remote.run('const main = Services.wm.getMostRecentWindow("mail:3pane"); '
                               f"const w = main.candourWindows[args.at(-1)]; {script}", *arguments, self.number)

    def is_open(self):
        return self.run("return !w.closed")

    def is_locked(self):
        return self.run("return !!w.gWindowLocked")

    def send(self, later=False):
        self.run('w.goDoCommand(args[0] ? "cmd_sendLater" : "cmd_sendButton"); return true', later)

    def attach(self, file):
        self.run("""
          const attachment = Cc["@mozilla.org/messengercompose/attachment;1"].createInstance(Ci.nsIMsgAttachment);
          const file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
          file.initWithPath(args[0]);
          attachment.url = Services.io.newFileURI(file).spec;
          attachment.name = file.leafName;
          attachment.size = file.fileSize;
          await w.AddAttachments([attachment]);
          return true;
        """, str(file))

    def add_recipients(self, **fields):
        self.run("""
          const fields = w.gMsgCompose.compFields;
          w.Recipients2CompFields(fields);
          for (const [field, more] of Object.entries(args[0])) fields[field] = [fields[field], ...more].filter(Boolean).join(", ");
          w.CompFields2Recipients(fields);
          return true;
        """, {field: list(more) for field, more in fields.items()})

    def recipients(self, field):
        return self.run('w.Recipients2CompFields(w.gMsgCompose.compFields); return w.gMsgCompose.compFields[args[0]]', field)

    def type(self, text):
        """Words where the cursor stands."""
        self.run("w.GetCurrentEditor().QueryInterface(Ci.nsIEditor).insertText(args[0]); return true", text)

    def body(self):
        return self.run("return w.GetCurrentEditor().outputToString('text/plain', 2)")

    def sign(self):
        """The badge's text and the button's title; empty while the add-on has put no button there."""
        return self.run("""
          const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
          const button = [...w.document.querySelectorAll("[data-extensionid], .webextension-action")].find(
            each => (each.getAttribute("data-extensionid") || each.id).includes("candour"));
          return { text: button?.getAttribute("badge") || "", title: button?.title || button?.getAttribute("tooltiptext") || "" };
        """)

    def open_panel(self):
        """By the button in the toolbar."""
        self.run("""
          const button = [...w.document.querySelectorAll("[data-extensionid], .webextension-action")].find(
            each => (each.getAttribute("data-extensionid") || each.id).includes("candour"));
          button.click();
          return true;
        """)

    def has_panel(self):
        return self.run('return !!w.document.querySelector("browser.webextension-popup-browser")')

    def in_panel(self, script, argument=None):
        return self.page.run(script, argument)

    def panel(self, seconds=15):
        """What the panel shows once it has something to show."""
        return until("the panel", lambda: self.in_panel("""
          const text = selector => [...document.querySelectorAll(selector)].map(each => each.textContent.trim());
          if (!document.getElementById("lead")?.textContent) return null;
          if ([...document.querySelectorAll("button")].some(each => each.disabled)) return null;
          return {
            title: text("#title")[0], lead: text("#lead")[0], findings: text("li.finding h2"),
            explanations: text("li.finding > p"), evidence: text(".evidence li"), clauses: text(".clause"), said: text("#said")[0],
            buttons: [...document.querySelectorAll("button")].filter(each => !each.hidden).map(each => each.textContent),
          };
        """), seconds)

    def press(self, label, reason=None, words=None):
        done = self.in_panel("""
          if (arg.reason !== null) document.getElementById("reason").value = arg.reason;
          const button = [...document.querySelectorAll("button")].find(each => !each.hidden && each.textContent === arg.label);
          if (!button) return false;
          if (arg.words !== null) button.parentElement.querySelector("textarea").value = arg.words;
          window.setTimeout(() => button.click(), 0);  // it may close the panel, which then answers no more
          return true;
        """, {"label": label, "reason": reason, "words": words})
        if not done:
            raise LookupError(f"the panel has no button {label!r}")

    def picture(self, file):
        """The panel as it looks, twice as large."""
        self.page.picture(file)

    def key(self, key, shift=False):
        """A key pressed in the panel."""
        self.run("""
          const [key, shift] = args;
          const panel = w.document.querySelector("browser.webextension-popup-browser");
          if (w.document.activeElement !== panel) panel.focus();  // without a screen only its page takes the focus by itself
          const input = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
          input.beginInputTransactionForTests(w);
          const shiftKey = new w.KeyboardEvent("", { key: "Shift", code: "ShiftLeft", keyCode: 16 });
          const named = { Tab: 9, Enter: 13, Escape: 27 };
          const event = new w.KeyboardEvent("", { key, code: key in named ? key : "Key" + key.toUpperCase(), keyCode: named[key] ?? key.toUpperCase().charCodeAt(0) });
          if (shift) input.keydown(shiftKey);
          input.keydown(event);
          input.keyup(event);
          if (shift) input.keyup(shiftKey);
          return true;
        """, key, shift)

    def close_by_its_cross(self):
        """In the title bar: it may be asked whether the mail is to be saved."""
        self.run('main.setTimeout(() => { if (w.dispatchEvent(new w.Event("close", { cancelable: true }))) w.close(); }, 0); return true')

    def close(self):
        self.run("if (!w.closed) { w.gContentChanged = false; if (w.gMsgCompose) w.gMsgCompose.bodyModified = false; w.close(); } return true")
