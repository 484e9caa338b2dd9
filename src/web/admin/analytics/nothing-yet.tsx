import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { buttonClass } from '../../design/button.tsx'
import { Stack } from '../../design/layout.tsx'
import { Sentence } from '../../design/sentence.tsx'

/** What will be here, and the one way to get there. */
export function NothingYet({ sentence }: { sentence: string }) {
  const { t } = useTranslation('analytics')
  return (
    <Stack>
      <Sentence>{sentence}</Sentence>
      <p>
        <Link to="/first-start" className={buttonClass('main')}>
          {t('empty.action')}
        </Link>
      </p>
    </Stack>
  )
}
