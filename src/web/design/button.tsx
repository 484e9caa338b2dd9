import type { ComponentProps } from 'react'
import classes from './button.module.css'

/** `main`: the one thing to do next on a page. `word`: an action within a list or a text. */
export type ButtonKind = 'main' | 'outlined' | 'plain' | 'destructive' | 'word'

type ButtonProps = ComponentProps<'button'> & {
  kind?: ButtonKind
  /** The work it began is under way: it stays readable and cannot be pressed twice. */
  busy?: boolean
}

export function Button({ kind = 'outlined', busy = false, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass(kind, className)}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
    />
  )
}

/** For links that look like buttons: `<Link className={buttonClass('main')}>`. */
export function buttonClass(kind: ButtonKind, more?: string): string {
  const base = kind === 'word' ? classes.word : `${classes.button} ${classes[kind]}`
  return more ? `${base} ${more}` : `${base}`
}
