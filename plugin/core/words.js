// SPDX-License-Identifier: MPL-2.0
//
// What the panel says, in English and in Welsh. What is wrong with a mail is the daemon's to say;
// these are the buttons and headings around it.

const ENGLISH = {
  title: "Candour: before you send",
  nothingFound: "Nothing found. The mail may go.",
  found: count => (count === 1 ? "One thing to look at before this goes." : `${count} things to look at before this goes.`),
  blocked: "The council's policy does not let this go as it is.",
  clause: (document, section) => `${document}, ${section}`,
  noClause: "Added by your council",
  restsOn: "It rests on:",
  places: { text: "your text", subject: "the subject", envelope: "the recipients", signature: "the signature", "quoted text": "what you answer" },
  cures: {
    "append-foot": texts => `Add "${texts.join('", "')}" at the foot`,
    "move-to-cc": texts => `Show ${texts.join(", ")} in Cc`,
    "remove-recipient": texts => `Leave out ${texts.join(", ")}`,
    "add-recipient": texts => `Send it to ${texts.join(", ")} too`,
    "change-from": texts => `Send it as ${texts[0]}`,
    "add-reason": () => "Add this sentence",
  },
  signatureToo: "Mind the signature: it changes with the identity only where you have set one for it.",
  notRead: "Not looked into:",
  send: "Send",
  sendAnyway: "Send all the same",
  why: "Why you send it all the same",
  whyHint: "Kept with the record of this mail.",
  whyMissing: "Write a reason first.",
  stoppedElsewhere: "Another add-on stopped this mail. Close this, see what it asks, and press Send again.",
  back: "Back to the mail",
  undo: "Undo",
  looking: "Looking again …",
  unchecked: {
    away: "Candour is not running, so nobody has looked at this mail.",
    slow: "Candour did not answer in time, so nobody has looked at this mail.",
    refused: "Candour could not look at this mail.",
  },
  uncheckedChoice: "You can send it unchecked, which is put on record, or try again.",
  tryAgain: "Try again",
  sendUnchecked: "Send it unchecked",
  badge: count => (count === 1 ? "Candour: one thing to look at" : `Candour: ${count} things to look at`),
  badgeClear: "Candour: nothing found",
  badgeUnchecked: "Candour: not checked",
};

const WELSH = {
  ...ENGLISH,
  title: "Candour: cyn i chi anfon",
  nothingFound: "Dim byd o'i le. Gall y neges fynd.",
  found: count => (count === 1 ? "Un peth i edrych arno cyn i hon fynd." : `${count} o bethau i edrych arnynt cyn i hon fynd.`),
  blocked: "Nid yw polisi'r cyngor yn gadael i hon fynd fel y mae.",
  noClause: "Ychwanegwyd gan eich cyngor",
  restsOn: "Mae'n seiliedig ar:",
  places: { text: "eich testun", subject: "y pwnc", envelope: "y derbynwyr", signature: "y llofnod", "quoted text": "yr hyn rydych yn ei ateb" },
  cures: {
    "append-foot": texts => `Ychwanegu "${texts.join('", "')}" ar y gwaelod`,
    "move-to-cc": texts => `Dangos ${texts.join(", ")} yn Cc`,
    "remove-recipient": texts => `Gadael ${texts.join(", ")} allan`,
    "add-recipient": texts => `Ei hanfon at ${texts.join(", ")} hefyd`,
    "change-from": texts => `Ei hanfon fel ${texts[0]}`,
    "add-reason": () => "Ychwanegu'r frawddeg hon",
  },
  signatureToo: "Cofiwch y llofnod: dim ond lle rydych wedi gosod un y mae'n newid gyda'r hunaniaeth.",
  notRead: "Heb edrych ar:",
  send: "Anfon",
  sendAnyway: "Anfon er hynny",
  why: "Pam rydych yn ei hanfon er hynny",
  whyHint: "Cedwir hyn gyda chofnod y neges.",
  whyMissing: "Ysgrifennwch reswm yn gyntaf.",
  stoppedElsewhere: "Mae ychwanegyn arall wedi atal y neges hon. Caewch hwn, gweld beth mae'n ei ofyn, a phwyso Anfon eto.",
  back: "Yn ôl i'r neges",
  undo: "Dadwneud",
  looking: "Yn edrych eto …",
  unchecked: {
    away: "Nid yw Candour yn rhedeg, felly nid oes neb wedi edrych ar y neges hon.",
    slow: "Ni atebodd Candour mewn pryd, felly nid oes neb wedi edrych ar y neges hon.",
    refused: "Ni allai Candour edrych ar y neges hon.",
  },
  uncheckedChoice: "Gallwch ei hanfon heb ei gwirio, a chaiff hynny ei gofnodi, neu roi cynnig arall arni.",
  tryAgain: "Rhoi cynnig arall arni",
  sendUnchecked: "Ei hanfon heb ei gwirio",
  badge: count => (count === 1 ? "Candour: un peth i edrych arno" : `Candour: ${count} o bethau i edrych arnynt`),
  badgeClear: "Candour: dim byd o'i le",
  badgeUnchecked: "Candour: heb ei gwirio",
};

/**
 * @param {string} language  as a mail client names it: "en-GB", "cy"
 */
export function wordsFor(language) {
  return /^cy\b/i.test(language) ? WELSH : ENGLISH;
}
