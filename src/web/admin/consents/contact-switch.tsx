import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import {
  blockContact,
  liftContactBlock,
  readContactBlock,
} from '#contract/endpoints/contact-blocks.ts'
import { type ContactBlockReason, contactBlockReasons } from '#contract/language/consent.ts'
import { useAction, useAskAgain, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { toast } from '../../design/toast.tsx'
import { Warning } from '../../design/warning.tsx'
import words from '../../design/words.module.css'
import { Confirm } from '../forms/confirm.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { useMay } from '../session.ts'
import classes from './consents.module.css'

type Standing = NonNullable<WireReply<typeof readContactBlock>['standing']>

/** Whether somebody is not to be contacted; undefined while it is not known. */
export const useContactBlock = (customerId: string) =>
  useCall(readContactBlock, { params: { customerId } }).data?.standing

/** One switch that stops everything, and says who turned it and when. */
export function ContactSwitch({ customerId }: { customerId: string }) {
  const { t } = useTranslation('consents')
  const mayBlock = useMay()('contact:block')
  const standing = useContactBlock(customerId)
  const [isAsking, setAsking] = useState(false)
  if (standing === undefined) return null
  return (
    <Section heading={t('block.heading')}>
      {standing ? (
        <Blocked standing={standing} />
      ) : (
        <p className={`${words.sm} ${words.muted}`}>{t('block.open')}</p>
      )}
      {mayBlock && (
        <p className={classes.acts}>
          <Button kind="word" onClick={() => setAsking(true)}>
            {standing ? t('block.lift') : t('block.stop')}
          </Button>
        </p>
      )}
      {isAsking && !standing && (
        <StopContact customerId={customerId} onClose={() => setAsking(false)} />
      )}
      {isAsking && standing && (
        <LiftBlock customerId={customerId} onClose={() => setAsking(false)} />
      )}
    </Section>
  )
}

function Blocked({ standing }: { standing: Standing }) {
  const { t } = useTranslation('consents')
  const date = useFormat().date(standing.blockedAt)
  const { reason, note, blockedBy } = standing
  return (
    <div className={words.sm}>
      <Warning>{t(`block.${reason}`)}</Warning>
      <p className={words.muted}>
        {blockedBy ? t('block.sinceBy', { date, name: blockedBy }) : t('block.since', { date })}
        {note && ` ${t('block.quote', { note })}`}
      </p>
    </div>
  )
}

type DialogProps = { customerId: string; onClose: () => void }

function StopContact({ customerId, onClose }: DialogProps) {
  const { t } = useTranslation('consents')
  const askAgain = useAskAgain()
  const [reason, setReason] = useState<ContactBlockReason>('no_contact')
  const [note, setNote] = useState('')
  const action = useAction(blockContact, {
    onDone: () => {
      toast(t('block.stopped'))
      askAgain()
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('block.stopTitle')}
      word={t('block.stop')}
      busy={action.isPending}
      refusal={action.error && t('block.failed')}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        const said = note.trim() && { note: note.trim() }
        action.mutate({ params: { customerId }, body: { reason, ...said } })
      }}
    >
      <p>{t('block.stopWhat')}</p>
      <Segmented
        label={t('block.reason')}
        value={reason}
        options={contactBlockReasons.map((value) => ({ value, word: t(`block.reasons.${value}`) }))}
        onChange={setReason}
      />
      <Textarea
        label={t('block.note')}
        maxLength={500}
        rows={2}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
    </FormDialog>
  )
}

function LiftBlock({ customerId, onClose }: DialogProps) {
  const { t } = useTranslation('consents')
  const askAgain = useAskAgain()
  const action = useAction(liftContactBlock, {
    onDone: () => {
      toast(t('block.lifted'))
      askAgain()
      onClose()
    },
  })
  return (
    <Confirm
      title={t('block.liftTitle')}
      word={t('block.lift')}
      action={action}
      onClose={onClose}
      onConfirm={() => action.mutate({ params: { customerId } })}
    >
      <p>{t('block.liftWhat')}</p>
    </Confirm>
  )
}
