import { toSVG } from 'bwip-js/node'
import type { CodeKind } from '#contract/endpoints/card-batches.ts'

/**
 * The picture of a card's number as SVG, with no size of its own, black on nothing, to be laid on white.
 * @param text the number alone, so that a scanner types what a person would, or the link of its card
 */
export function drawCode(text: string, kind: CodeKind): string {
  switch (kind) {
    case 'qr':
      return toSVG({ bcid: 'qrcode', text, padding: 4 })
    case 'bar':
      // The quiet zone of Code 128 is ten modules on either side.
      return toSVG({ bcid: 'code128', text, height: 12, paddingwidth: 10 })
  }
}
