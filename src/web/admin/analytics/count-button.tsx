import { useFormat } from '../../design/provider.tsx'
import classes from './count-button.module.css'

type CountButtonProps = {
  count: number
  /** What the number counts, for those who hear it without its heading. */
  label: string
  /** Without it the number is plain. */
  onOpen?: (() => void) | undefined
}

/** A number in a table that opens to its customers; none stand behind zero. */
export function CountButton({ count, label, onOpen }: CountButtonProps) {
  const format = useFormat()
  const text = format.number(count)
  if (!onOpen || count === 0) return <>{text}</>
  return (
    <button
      type="button"
      className={classes.count}
      aria-label={`${label}: ${text}`}
      onClick={onOpen}
    >
      {text}
    </button>
  )
}
