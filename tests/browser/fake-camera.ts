import { writeFile } from 'node:fs/promises'
import bwipjs from 'bwip-js/node'
import { encode } from 'uqr'

const [width, height] = [640, 480]
const frames = 5
const [white, black] = [235, 16]

/** A film of a code lying still before the camera, as Chromium's made-up camera plays it. */
export async function filmOf(text: string, file: string): Promise<void> {
  await writeFilm(squares(text), file)
}

/** The same of a bar code, as older cards carry it. */
export async function filmOfBars(text: string, file: string): Promise<void> {
  const [drawn] = bwipjs.raw('code128', text, '')
  if (!drawn || !('sbs' in drawn)) throw new Error('a bar code has bars')
  const { sbs } = drawn
  const modules = sbs.reduce((sum, one) => sum + one, 0)
  const scale = Math.floor((width * 0.8) / modules)
  const luma = Buffer.alloc(width * height, white)
  let x = Math.floor((width - modules * scale) / 2)
  for (const [index, modulesWide] of sbs.entries()) {
    const end = x + modulesWide * scale
    // Bars and gaps take turns, a bar first.
    for (let y = height / 4; index % 2 === 0 && y < (height * 3) / 4; y++) {
      luma.fill(black, y * width + x, y * width + end)
    }
    x = end
  }
  await writeFilm(luma, file)
}

function squares(text: string): Buffer {
  const { size, data } = encode(text, { border: 4 })
  const scale = Math.floor(height / size)
  const left = Math.floor((width - size * scale) / 2)
  const luma = Buffer.alloc(width * height, white)
  for (let y = 0; y < size * scale; y++) {
    for (let x = 0; x < size * scale; x++) {
      if (data[Math.floor(y / scale)]?.[Math.floor(x / scale)]) luma[y * width + left + x] = black
    }
  }
  return luma
}

async function writeFilm(luma: Buffer, file: string): Promise<void> {
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
