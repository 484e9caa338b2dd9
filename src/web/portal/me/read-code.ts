/** What newer phones read codes with; no compiler knows it yet. */
type Detector = { detect(image: ImageBitmap): Promise<{ rawValue: string }[]> }
type DetectorMaker = new (options: { formats: 'qr_code'[] }) => Detector

/** By the phone itself where it can; else by a reader of ours, fetched for the first photo alone. */
async function makeDetector(): Promise<Detector> {
  const own = (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector
  const Maker = own ?? (await import('./code-reader.ts')).BarcodeDetector
  return new Maker({ formats: ['qr_code'] })
}

/** @returns the text of the QR code in a photo, or null where none is found */
export async function readCode(photo: Blob): Promise<string | null> {
  const image = await createImageBitmap(photo)
  const [found] = await (await makeDetector()).detect(image)
  image.close()
  return found?.rawValue ?? null
}
