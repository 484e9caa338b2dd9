const drawnProperties = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-opacity',
  'opacity',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'letter-spacing',
  'text-anchor',
  'stop-color',
  'stop-opacity',
]

const margin = 24
const pixelRatio = 2

type PictureWords = { title: string; measured: string; note: string }

/**
 * A chart as a PNG on its own paper, its words above it. What the style sheets decide is written
 * into the copy as attributes, so neither the page's policy nor a missing style sheet changes it.
 */
export async function pngOf(picture: SVGSVGElement, words: PictureWords): Promise<Blob> {
  const box = picture.viewBox.baseVal
  const image = await imageOf(standAlone(picture))
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('the browser gave no canvas')
  const page = getComputedStyle(document.body)
  const lines = linesOf(pen, words, page, box.width)
  const headHeight = heightOf(lines.head)
  canvas.width = (box.width + 2 * margin) * pixelRatio
  canvas.height = (headHeight + box.height + heightOf(lines.foot) + 2 * margin) * pixelRatio
  pen.scale(pixelRatio, pixelRatio)
  pen.fillStyle = page.backgroundColor
  pen.fillRect(0, 0, canvas.width, canvas.height)
  write(pen, lines.head, margin)
  pen.drawImage(image, margin, margin + headHeight, box.width, box.height)
  write(pen, lines.foot, margin + headHeight + box.height)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the canvas gave no image')))),
  )
}

function standAlone(picture: SVGSVGElement): string {
  const copy = picture.cloneNode(true)
  if (!(copy instanceof SVGSVGElement)) throw new Error('a picture is an SVG')
  copyLooks(picture, copy)
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  return new XMLSerializer().serializeToString(copy)
}

function copyLooks(original: Element, copy: Element) {
  const looks = getComputedStyle(original)
  for (const property of drawnProperties) {
    const value = looks.getPropertyValue(property)
    if (value !== '') copy.setAttribute(property, value)
  }
  for (const name of ['class', 'style', 'tabindex']) copy.removeAttribute(name)
  for (const [place, child] of [...original.children].entries()) {
    const childCopy = copy.children[place]
    if (childCopy) copyLooks(child, childCopy)
  }
}

function imageOf(svg: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image()
    image.onload = () => resolve(image)
    image.onerror = () => reject(new Error('the picture could not be drawn'))
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  })
}

type Line = { text: string; font: string; color: string; height: number }

const heightOf = (lines: readonly Line[]) => lines.reduce((sum, line) => sum + line.height, 0)

function linesOf(
  pen: CanvasRenderingContext2D,
  { title, measured, note }: PictureWords,
  page: CSSStyleDeclaration,
  width: number,
) {
  const muted = getComputedStyle(document.documentElement).getPropertyValue('--sg-text-muted')
  const mutedColor = resolved(muted) ?? page.color
  const line = (text: string, size: number, weight: number, color: string): Line[] => {
    const font = `${weight} ${size}px ${page.fontFamily}`
    pen.font = font
    return wrapped(pen, text, width).map((part) => ({
      text: part,
      font,
      color,
      height: size * 1.5,
    }))
  }
  return {
    head: [...line(title, 16, 600, page.color), ...line(measured, 14, 400, mutedColor)],
    foot: line(note, 13, 400, mutedColor),
  }
}

/** A color role as a plain color a canvas understands. */
function resolved(color: string): string | null {
  const probe = document.createElement('span')
  probe.style.color = color
  document.body.append(probe)
  const plain = getComputedStyle(probe).color
  probe.remove()
  return plain || null
}

function wrapped(pen: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ').filter((part) => part !== '')) {
    const last = lines.at(-1)
    if (last !== undefined && pen.measureText(`${last} ${word}`).width <= width) {
      lines[lines.length - 1] = `${last} ${word}`
    } else {
      lines.push(word)
    }
  }
  return lines
}

function write(pen: CanvasRenderingContext2D, lines: readonly Line[], top: number) {
  let y = top
  for (const { text, font, color, height } of lines) {
    pen.font = font
    pen.fillStyle = color
    pen.fillText(text, margin, y + height * 0.7)
    y += height
  }
}
