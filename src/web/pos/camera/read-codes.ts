import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill'
import readerAddress from 'zxing-wasm/reader/zxing_reader.wasm?url'

// The reader comes from where this page comes from; by itself it would ask another host for it.
prepareZXingModule({ overrides: { locateFile: () => readerAddress } })

const everyMillis = 150

/** What cards, phones and receipts carry. */
const formats = ['qr_code', 'code_128', 'code_39', 'ean_13', 'ean_8', 'data_matrix'] as const

/** Looks at a picture that moves until there is a code in it. @returns null where it was stopped */
export async function readCodes(
  video: HTMLVideoElement,
  signal: AbortSignal,
): Promise<string | null> {
  const detector = new BarcodeDetector({ formats: [...formats] })
  while (!signal.aborted) {
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
      const [found] = await detector.detect(video)
      if (found?.rawValue && !signal.aborted) return found.rawValue
    }
    await new Promise((resolve) => setTimeout(resolve, everyMillis))
  }
  return null
}
