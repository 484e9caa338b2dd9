import { type Picture, pictureSize } from '#kernel/picture.ts'

/** On either side; more would take memory and no paper shows it. */
const pixelsMax = 4096

/** Whether a picture can be laid on paper. */
export function isDrawable(picture: Picture): boolean {
  const size = pictureSize(picture)
  if (size === null) return false
  const { width, height } = size
  return Math.min(width, height) > 0 && Math.max(width, height) <= pixelsMax
}
