import { writeFile } from 'node:fs/promises'
import { encode } from 'uqr'

const [width, height] = [640, 480]
const frames = 5

/** A film of a code lying still before the camera, as Chromium's made-up camera plays it. */
export async function filmOf(text: string, file: string): Promise<void> {
  const { size, data } = encode(text, { border: 4 })
  const scale = Math.floor(height / size)
  const left = Math.floor((width - size * scale) / 2)
  const luma = Buffer.alloc(width * height, 235)
  for (let y = 0; y < size * scale; y++) {
    for (let x = 0; x < size * scale; x++) {
      if (data[Math.floor(y / scale)]?.[Math.floor(x / scale)]) luma[y * width + left + x] = 16
    }
  }
  const colorless = Buffer.alloc((width * height) / 2, 128)
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, colorless])
  await writeFile(file, Buffer.concat([head, ...Array.from({ length: frames }, () => frame)]))
}

/** What a browser is started with, so that this film is its camera. */
export const cameraSwitches = (file: string) => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-video-capture=${file}`,
]
