/** What this page calls something it asks for, so that asking twice does it once. */
export const newExternalId = () =>
  // `crypto.randomUUID` is missing on plain HTTP in the local network.
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
