/** What newer phones read codes with; no compiler knows it yet. */
type Detector = { detect(image: ImageBitmap): Promise<{ rawValue: string }[]> }
type DetectorMaker = new (options: { formats: string[] }) => Detector

const maker = (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector

/** Whether this phone reads a QR code from a photo by itself. Ours to bring along would be too heavy. */
export const readsCodes = maker !== undefined

/** @returns the text of the QR code in a photo, or null where none is found */
export async function readCode(photo: Blob): Promise<string | null> {
  if (maker === undefined) return null
  const image = await createImageBitmap(photo)
  const [found] = await new maker({ formats: ['qr_code'] }).detect(image)
  image.close()
  return found?.rawValue ?? null
}
