import { accentSteps, accentTintDark } from '#kernel/accent.ts'

/** Gives the page the business's color; the tokens that name the accent follow. */
export function applyAccent(hue: number, root: HTMLElement = document.documentElement) {
  accentSteps(hue).forEach((hex, step) => {
    root.style.setProperty(`--sg-accent-${step}`, hex)
  })
  root.style.setProperty('--sg-accent-tint-dark', accentTintDark(hue))
}
