import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { listBalanceFiles, takeBackBalances } from '#contract/endpoints/balance-files.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button, buttonClass } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import words from '../../design/words.module.css'
import { Confirm } from '../forms/confirm.tsx'
import classes from './cards.module.css'

type TakenFile = WireReply<typeof listBalanceFiles>['items'][number]

/** Balances people had in an older system: how they come, and which came. */
export function TakenOver() {
  const { t } = useTranslation('cards')
  const files = useCall(listBalanceFiles, {}).data?.items ?? []
  const [asked, ask] = useState<TakenFile | null>(null)
  return (
    <Section heading={t('taken.heading')} note={t('taken.note')}>
      <ul className={classes.cards}>
        {files.map((file) => (
          <TakenLine key={file.id} file={file} onTakeBack={() => ask(file)} />
        ))}
      </ul>
      <p className={classes.acts}>
        <Link to="/imports/balances" className={buttonClass('outlined')}>
          {t('taken.open')}
        </Link>
      </p>
      {asked && <TakeBack file={asked} onClose={() => ask(null)} />}
    </Section>
  )
}

type TakenLineProps = { file: TakenFile; onTakeBack: () => void }

function TakenLine({ file, onTakeBack }: TakenLineProps) {
  const { t } = useTranslation('cards')
  const format = useFormat()
  const date = format.date(file.takenAt)
  const totals = format.list(
    file.totals.map(({ name, points }) => `${format.number(points)} ${name}`),
  )
  return (
    <li>
      <span>
        <span className={classes.number}>{date}</span>{' '}
        {t('taken.line', { count: file.rows, totals })}
      </span>
      {file.takenBackAt === null ? (
        <span className={classes.acts}>
          <Button kind="word" aria-label={t('taken.backOf', { date })} onClick={onTakeBack}>
            {t('taken.back')}
          </Button>
        </span>
      ) : (
        <span className={words.muted}>
          {t('taken.isBack', { date: format.date(file.takenBackAt) })}
        </span>
      )}
    </li>
  )
}

function TakeBack({ file, onClose }: { file: TakenFile; onClose: () => void }) {
  const { t } = useTranslation('cards')
  const action = useAction(takeBackBalances, {
    changes: [listBalanceFiles],
    onDone: () => {
      toast(t('taken.done'))
      onClose()
    },
  })
  return (
    <Confirm
      title={t('taken.backTitle')}
      word={t('taken.backDo')}
      action={action}
      onClose={onClose}
      onConfirm={() => action.mutate({ params: { balanceFileId: file.id } })}
    >
      <p>{t('taken.backWhat', { count: file.rows })}</p>
    </Confirm>
  )
}
