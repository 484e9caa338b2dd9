import { useTranslation } from 'react-i18next'

/** Named hues to begin with; any other of the circle can be chosen too. */
export const hues = {
  berry: 5,
  siena: 40,
  amber: 75,
  moss: 125,
  fir: 160,
  petrol: 205,
  marine: 255,
  plum: 325,
} as const

export type HueName = keyof typeof hues

/** Object.keys forgets that these are the names. */
export const hueNames = Object.keys(hues) as HueName[]

export function useHueName(): (hue: number) => string {
  const { t } = useTranslation('settings')
  return (hue) => {
    const name = hueNames.find((candidate) => hues[candidate] === hue)
    return name ? t(`look.hues.${name}`) : t('look.ownHue', { hue })
  }
}
