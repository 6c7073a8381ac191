/** Removes the values of a configuration from a text, as `connector_kit` does it for connectors in Python. */

/** Settings that are seldom secret and whose values are ordinary words. */
const PUBLIC =
  /(?:^|_)(?:url|uri|host|hostname|port|region|environment|env|schema|database|table|tables|version|size|limit|date|days|mode|format)$/i;
const SHORTEST_SECRET = 4;

/** All but short values, numbers, truth values and those under plain names. */
export function blankerOf(configuration: Readonly<Record<string, string>>): (text: string) => string {
  const secrets = Object.entries(configuration)
    .filter(
      ([key, value]) =>
        value.length >= SHORTEST_SECRET &&
        !/^(?:true|false|null|none|\d+)$/i.test(value) &&
        !PUBLIC.test(key),
    )
    .map(([, value]) => value)
    // One may be a part of another.
    .sort((one, other) => other.length - one.length);
  return (text) => secrets.reduce((blanked, secret) => blanked.replaceAll(secret, "[secret]"), text);
}
