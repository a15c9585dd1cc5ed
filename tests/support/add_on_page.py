# SPDX-License-Identifier: MPL-2.0
"""A page of the add-on, wherever Thunderbird shows it: scripts run in it, and it is pictured."""

# Marionette's own way into pages is closed in Thunderbird; a frame script opens a sandbox beside the page's own scripts.
RUN = """
  const browser = find();
  if (!browser) return null;
  const id = "candour" + Math.random();
  return await new Promise((resolve, reject) => {
    const timer = main.setTimeout(() => reject(new Error("the page did not answer")), 5000);
    browser.messageManager.addMessageListener(id, message => {
      main.clearTimeout(timer);
      message.data.fault ? reject(new Error(message.data.fault)) : resolve(message.data.value);
    });
    const code = "(async () => { const arg = " + JSON.stringify(args[1]) + ";" + args[0] + "})()"
      + ".then(value => JSON.stringify(value === undefined ? null : value))";
    browser.messageManager.loadFrameScript("data:application/javascript;charset=utf-8," + encodeURIComponent(
      "(() => { const say = answer => sendAsyncMessage(" + JSON.stringify(id) + ", answer);"
      + "const box = new Cu.Sandbox(content, {sandboxPrototype: content, wantXrays: false});"
      + "const hand = content.windowUtils.setHandlingUserInput(true);"
      + "try { Cu.evalInSandbox(" + JSON.stringify(code) + ", box).then("
      + "value => say({value: JSON.parse(value)}), error => say({fault: String(error)})); }"
      + "catch (error) { say({fault: String(error)}); } finally { hand.destruct(); } })()"), false);
  });
"""

PICTURE = """
  const browser = find();
  const bitmap = await browser.browsingContext.currentWindowGlobal.drawSnapshot(null, 2, "white");
  const canvas = main.document.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
  canvas.width = bitmap.width; canvas.height = bitmap.height;
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
  return canvas.toDataURL();
"""


class Page:
    """
    remote  Marionette
    find    JavaScript that has the main window as `main` and returns the page's <browser>, or nothing
    """

    def __init__(self, remote, find):
        self.remote = remote
        self.find = ('const main = Services.wm.getMostRecentWindow("mail:3pane"); '
                     f"const find = () => {{ {find} }}; ")

    def run(self, script, argument=None):
        """A script run as if somebody had clicked, with `document`, `window` and its argument as `arg`; None where no
        page is there."""
        return self.remote.run(self.find + RUN, script, argument)

    def take_focus(self):
        self.remote.run(self.find + "find().focus(); return true")

    def picture(self, file):
        self.remote.save_picture(self.remote.run(self.find + PICTURE), file)

    def accessible(self, script):
        """A script that has the page's tree, as a screen reader gets it, as `root`, and `service`."""
        return self.remote.run(self.find + """
          const service = Cc["@mozilla.org/accessibilityService;1"].getService(Ci.nsIAccessibilityService);
          const root = service.getAccessibleFor(find());
        """ + script)
