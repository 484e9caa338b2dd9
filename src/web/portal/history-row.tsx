import { useFormat } from '../design/use-format.ts'
import type { HistoryLine } from './routes.ts'
import { useNames } from './use-names.ts'

const weekMillis = 6 * 86_400_000

/** One line: when, where, and what it changed. */
export function HistoryRow({ line, name }: { line: HistoryLine; name: string }) {
  const format = useFormat()
  const { said, unit } = useNames()
  const isRecent = Date.now() - new Date(line.at).getTime() < weekMillis
  const day = isRecent ? format.weekday(line.at) : format.dayAndMonth(line.at)
  const why = line.kind === 'earned' ? line.store : line.text
  return (
    <li>
      <span>{[day, why ?? said(line.text)].filter(Boolean).join(', ')}</span>
      <span>
        {signed(format.number, line.points)} {unit(name, line.points)}
      </span>
    </li>
  )
}

export const signed = (number: (value: number) => string, points: number) =>
  points > 0 ? `+ ${number(points)}` : number(points).replace('−', '− ')
