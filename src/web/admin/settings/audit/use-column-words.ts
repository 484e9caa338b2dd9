import { useTranslation } from 'react-i18next'
import { audit } from '#locales/de/audit.ts'

type Column = keyof typeof audit.columns

const isKnown = (column: string): column is Column => Object.hasOwn(audit.columns, column)

/** What a column is called; of a path its first name, and of what nobody asks for, as it stands. */
export function useColumnWords(): (path: string) => string {
  const { t } = useTranslation('audit')
  return (path) => {
    const [column = '', ...within] = path.split('.')
    const word = isKnown(column) ? t(`columns.${column}`) : column
    return [word, ...within].join(' · ')
  }
}
