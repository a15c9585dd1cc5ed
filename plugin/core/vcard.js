// SPDX-License-Identifier: MPL-2.0
//
// Of a contact's vCard (RFC 6350) the two things a plugin needs: the address that mail goes to, and
// the name.

const LEAST_PREFERRED = 101;  // RFC 6350 section 5.3: 1 to 100, and whoever has none comes last

/**
 * @param {string} vCard
 * @returns {{name: string, address: string}} empty where it has none
 */
export function contactIn(vCard) {
  const lines = vCard.replace(/\r?\n[ \t]/g, "").split(/\r?\n/);
  const properties = lines.map(propertyOf).filter(Boolean);
  const emails = properties.filter(each => each.name === "EMAIL").sort((one, other) => one.preference - other.preference);
  return { name: properties.find(each => each.name === "FN")?.value ?? "", address: emails[0]?.value ?? "" };
}

// "item1.EMAIL;PREF=1;TYPE=work:jane@x.example". A parameter's value in quotes may hold a colon.
function propertyOf(line) {
  const parts = /^(?:[\w-]+\.)?([\w-]+)((?:;[\w-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$/.exec(line);
  if (parts === null) return null;
  const [, name, parameters, value] = parts;
  const preference = /;PREF=(\d+)/i.exec(parameters)?.[1];
  return {
    name: name.toUpperCase(),
    preference: preference !== undefined ? Number(preference) : /;TYPE=[^;]*\bpref\b/i.test(parameters) ? 1 : LEAST_PREFERRED,
    value: value.replace(/\\n/gi, "\n").replace(/\\(.)/g, "$1").trim(),
  };
}
