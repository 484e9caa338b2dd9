import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { Progress } from '../../design/progress.tsx'
import { StateLoading } from '../../design/state-loading.tsx'
import words from '../../design/words.module.css'
import type { RunView } from './use-run.ts'

/** Counting over one's own history takes a while: how far it is, and the way out. */
export function RunProgress({ run, label }: { run: RunView<unknown>; label: string }) {
  const { t } = useTranslation('program')
  if (run.isCanceled) {
    return (
      <p className={words.sm}>
        {t('run.canceled')}{' '}
        <Button kind="word" onClick={() => run.retry()}>
          {t('run.again')}
        </Button>
      </p>
    )
  }
  if (run.customersTotal === 0) return <StateLoading shape="figures" />
  return (
    <Progress
      label={label}
      count={t('run.count', { done: run.customers, total: run.customersTotal })}
      done={run.customers}
      total={run.customersTotal}
      onCancel={() => run.cancel()}
    />
  )
}
