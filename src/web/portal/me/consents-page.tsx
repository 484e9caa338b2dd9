import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/use-format.ts'
import { useGuest } from '../guest.ts'
import { Link } from '../link.tsx'
import { Loaded } from '../loaded.tsx'
import parts from '../parts.module.css'
import { Refusal } from '../refusal.tsx'
import { type OwnConsents, readOwnConsents, sayConsent, withdrawConsents } from '../routes.ts'
import { SubPage } from './sub-page.tsx'

type Purpose = OwnConsents['purposes'][number]
type Channel = Purpose['channels'][number]

/** What I agreed to, word for word, each with its own yes and no. */
export function ConsentsPage() {
  const { t } = useTranslation('portal')
  const { said } = useGuest()
  const consents = useCall(readOwnConsents, said)
  return (
    <SubPage title={t('me.consents')}>
      <p className={parts.lead}>{t('consents.how')}</p>
      <Loaded reply={consents}>
        {({ purposes, receipts }) => (
          <>
            {purposes.length === 0 && <p>{t('consents.none')}</p>}
            {purposes.map((purpose) => (
              <OnePurpose key={purpose.purpose} purpose={purpose} />
            ))}
            {purposes.some(isGranted) && <NoToAll />}
            <Receipts receipts={receipts} />
          </>
        )}
      </Loaded>
    </SubPage>
  )
}

const isGranted = ({ channels }: Purpose) => channels.some(({ state }) => state === 'granted')

function OnePurpose({ purpose }: { purpose: Purpose }) {
  return (
    <section className={parts.section}>
      <h2>{purpose.label}</h2>
      {purpose.text && <p className={parts.paragraph}>{purpose.text.wording}</p>}
      {purpose.channels.map((channel) => (
        <OneChannel key={channel.channel} purpose={purpose} channel={channel} />
      ))}
    </section>
  )
}

function OneChannel({ purpose, channel }: { purpose: Purpose; channel: Channel }) {
  const { t } = useTranslation('portal')
  const format = useFormat()
  const { language } = useGuest()
  const say = useAction(sayConsent, { changes: [readOwnConsents] })
  const isYes = channel.state === 'granted'
  // The hand sees what it did, until the answer stands.
  const [wished, wish] = useState<boolean | null>(null)
  const mayAgree = purpose.text !== null && channel.can === 'say'
  const toggle = () => {
    const textId = purpose.text?.id
    wish(!isYes)
    say.mutate(
      {
        body: {
          ...{ purpose: purpose.purpose, channel: channel.channel, language },
          ...(isYes || textId === undefined
            ? { act: 'withdrawn' as const }
            : { act: 'granted' as const, textId }),
        },
      },
      { onSettled: () => wish(null) },
    )
  }
  return (
    <div>
      <label className={parts.check}>
        <input
          type="checkbox"
          checked={wished ?? isYes}
          disabled={say.isPending || (!isYes && !mayAgree)}
          aria-label={`${purpose.label}, ${t(`consents.by.${channel.channel}`)}`}
          onChange={toggle}
        />
        <span>
          {t(`consents.by.${channel.channel}`)}
          <span className={parts.block}>
            {t(`consents.state.${channel.state}`, {
              date: channel.since === null ? '' : format.date(channel.since),
            })}
            {channel.agreedTo !== null &&
              ` ${t('consents.agreedTo', { wording: channel.agreedTo })}`}
          </span>
        </span>
      </label>
      {channel.can === 'confirm_first' && !isYes && (
        <p className={parts.small}>
          {t('consents.confirmFirst')} <Link href="/me/data">{t('me.data')}</Link>
        </p>
      )}
      <Refusal problem={say.error} />
    </div>
  )
}

function NoToAll() {
  const { t } = useTranslation('portal')
  const { language } = useGuest()
  const withdraw = useAction(withdrawConsents, { changes: [readOwnConsents] })
  return (
    <div className={parts.actions}>
      <Button busy={withdraw.isPending} onClick={() => withdraw.mutate({ body: { language } })}>
        {t('consents.noToAll')}
      </Button>
      <Refusal problem={withdraw.error} />
    </div>
  )
}

function Receipts({ receipts }: { receipts: OwnConsents['receipts'] }) {
  const { t } = useTranslation('portal')
  const format = useFormat()
  if (receipts.length === 0) return null
  return (
    <details>
      <summary className={parts.small}>{t('consents.receipts')}</summary>
      <ul className={parts.rows}>
        {receipts.map(({ label, channel, act, at }) => (
          <li key={`${label} ${channel} ${at}`}>
            <span>
              {label}, {t(`consents.by.${channel}`)}
              <span className={parts.block}>{format.date(at)}</span>
            </span>
            <span>{t(`consents.act.${act}`)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
