const fold: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }

/** `Tisch reserviert` as a program names it: `tisch_reserviert`. */
export function technicalName(label: string): string {
  return label
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => fold[letter] ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 64)
}

export const isTechnicalName = (text: string) => /^[a-z][a-z0-9_]{0,63}$/.test(text)
export const isPropertyName = (text: string) => /^[a-zA-Z][a-zA-Z0-9_]{0,63}$/.test(text)
