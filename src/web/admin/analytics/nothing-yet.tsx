import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { buttonClass } from '../../design/button.tsx'
import { Stack } from '../../design/layout.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { useMay, useSession } from '../session.ts'

/** What will be here, and the one way to get there: the counter for those who stamp, else a file. */
export function NothingYet({ sentence }: { sentence: string }) {
  const { t } = useTranslation('analytics')
  const { presence } = useSession().business
  const mayServe = useMay()('pos:serve')
  return (
    <Stack>
      <Sentence>{sentence}</Sentence>
      <p>
        {presence === 'visits' && mayServe ? (
          <a href="/pos" className={buttonClass('main')}>
            {t('empty.counter')}
          </a>
        ) : (
          <Link to="/first-start" className={buttonClass('main')}>
            {t('empty.action')}
          </Link>
        )}
      </p>
    </Stack>
  )
}
