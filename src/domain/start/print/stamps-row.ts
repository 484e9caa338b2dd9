import type { Look } from './look.ts'

const perRowMax = 12
/** Between two places, in parts of one. */
const gap = 0.32

/**
 * The card as a picture: its places in a row or two, those that bring something in the color of the
 * business. @param width of the page's text, in points
 */
export function stampsRow({ offer, accent }: Look, width: number): object[] {
  if (!offer || offer.places > 2 * perRowMax) return []
  const perRow = Math.ceil(offer.places / Math.ceil(offer.places / perRowMax))
  const size = Math.min(width / (perRow + (perRow - 1) * gap), width / 9)
  const step = size * (1 + gap)
  const left = (width - (perRow * step - size * gap)) / 2
  const circles = Array.from({ length: offer.places }, (_, place) => {
    const isReached = place + 1 === offer.places || place + 1 === offer.first?.places
    return {
      type: 'ellipse',
      x: left + (place % perRow) * step + size / 2,
      y: Math.floor(place / perRow) * step + size / 2,
      ...{ r1: size / 2 - 1, r2: size / 2 - 1, lineColor: accent, lineWidth: size / 22 },
      ...(isReached ? { color: accent } : {}),
    }
  })
  return [{ canvas: circles }]
}
