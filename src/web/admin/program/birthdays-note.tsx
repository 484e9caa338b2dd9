import { useTranslation } from 'react-i18next'
import words from '../../design/words.module.css'

/** How many birthdays a look back counts; null: the rules give nothing for them. */
export function BirthdaysNote({ count }: { count: number | null }) {
  const { t } = useTranslation('program')
  if (count === null) return null
  return (
    <p className={words.sm}>
      {count === 0 ? t('birthdays.none') : t('birthdays.counted', { count })}
    </p>
  )
}
