import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill'
import readerAddress from 'zxing-wasm/reader/zxing_reader.wasm?url'

// The reader comes from where this page comes from; by itself it would ask another host for it.
prepareZXingModule({ overrides: { locateFile: () => readerAddress } })

export { BarcodeDetector }
