/** Lightness and chroma per step are ours; a business only turns the hue (see tokens.css). */
const lightness = [0.975, 0.945, 0.885, 0.8, 0.715, 0.63, 0.555, 0.475, 0.4, 0.32] as const
const chroma = [0.012, 0.026, 0.055, 0.09, 0.12, 0.138, 0.136, 0.122, 0.1, 0.075] as const
const darkTint = { lightness: 0.241, chroma: 0.024 }

export const defaultAccentHue = 40

type LinearRgb = [red: number, green: number, blue: number]

/** The ten steps of an accent, light to dark, as hex. `hue` is the OKLCH angle in degrees. */
export function accentSteps(hue: number): string[] {
  return lightness.map((light, step) => hexInGamut(light, chroma[step] ?? 0, hue))
}

/** The quiet ground of the accent in the dark. */
export const accentTintDark = (hue: number): string =>
  hexInGamut(darkTint.lightness, darkTint.chroma, hue)

/** WCAG 2 contrast of two hex colors, 1 to 21. */
export function contrast(first: string, second: string): number {
  const [darker = 0, lighter = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** Lowers chroma until the color exists in sRGB; lightness and so contrast stay. */
function hexInGamut(light: number, wished: number, hue: number): string {
  let low = 0
  let high = wished
  if (isInGamut(linearRgb(light, wished, hue))) return hex(linearRgb(light, wished, hue))
  for (let round = 0; round < 20; round++) {
    const middle = (low + high) / 2
    if (isInGamut(linearRgb(light, middle, hue))) low = middle
    else high = middle
  }
  return hex(linearRgb(light, low, hue))
}

/** OKLCH to linear sRGB, after Ottosson, https://bottosson.github.io/posts/oklab/ */
function linearRgb(light: number, colorfulness: number, hue: number): LinearRgb {
  const a = colorfulness * Math.cos((hue * Math.PI) / 180)
  const b = colorfulness * Math.sin((hue * Math.PI) / 180)
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

const isInGamut = (rgb: LinearRgb) => rgb.every((part) => part >= -0.0001 && part <= 1.0001)

function hex(rgb: LinearRgb): string {
  const parts = rgb.map((part) => {
    const inside = Math.min(1, Math.max(0, part))
    const encoded = inside <= 0.0031308 ? 12.92 * inside : 1.055 * inside ** (1 / 2.4) - 0.055
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, '0')
  })
  return `#${parts.join('')}`
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
