import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { buttonClass } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import type { Question } from '../customers/question.ts'
import { useMay } from '../session.ts'
import { sections } from '../settings/sections.ts'
import { type Figures, type KnownReply, shareOf } from './figures.ts'

type Row = { key: string; word: string; count: number; question: Question; more?: Row | undefined }

type KnownTablesProps = {
  known: KnownReply
  figures: Figures
  /** Code of a store; empty: all. */
  firstStore: string
}

/** Each figure with its share, and a link to whom it counts. */
export function KnownTables({ known, figures, firstStore }: KnownTablesProps) {
  const { t } = useTranslation('consents')
  const here: Question = firstStore === '' ? {} : { firstStore }
  const agreed = useAgreedRows(known, figures, here)
  const attributes = known.attributes.map(({ name, label }) => ({
    ...{ key: name, word: label, count: figures.attributes[name] ?? 0 },
    question: { ...here, filled: name },
  }))
  return (
    <>
      <Section heading={t('known.reach')}>
        <Rows label={t('known.reach')} rows={useReachRows(figures, here)} figures={figures} />
      </Section>
      <Section heading={t('known.agreed')}>
        {figures.consents.length === 0 ? (
          <NothingKnown section="consents">{t('known.agreedNone')}</NothingKnown>
        ) : (
          <Rows label={t('known.agreed')} rows={agreed} figures={figures} />
        )}
      </Section>
      <Section heading={t('known.attributes')}>
        {attributes.length === 0 ? (
          <NothingKnown section="attributes">{t('known.attributesNone')}</NothingKnown>
        ) : (
          <Rows label={t('known.attributes')} rows={attributes} figures={figures} />
        )}
      </Section>
    </>
  )
}

type NothingKnownProps = { section: 'consents' | 'attributes'; children: ReactNode }

/** Nothing of a kind, and the one place where it begins. */
function NothingKnown({ section, children }: NothingKnownProps) {
  const { t } = useTranslation('settings')
  const mayOpen = useMay()(sections[section])
  const way = mayOpen && (
    <Link to="/settings/$section" params={{ section }} className={buttonClass('outlined')}>
      {t(`sections.${section}.name`)}
    </Link>
  )
  return <StateEmpty action={way}>{children}</StateEmpty>
}

function useReachRows(figures: Figures, here: Question): Row[] {
  const { t } = useTranslation('consents')
  const questions = {
    email: { hasEmail: 'yes' },
    phone: { hasPhone: 'yes' },
    post: { hasPost: 'yes' },
    birthday: { hasBirthday: 'yes' },
    language: { hasLanguage: 'yes' },
    blocked: { contact: 'blocked' },
  } as const
  const keys = ['email', 'phone', 'post', 'birthday', 'language', 'blocked'] as const
  return keys.map((key) => ({
    ...{ key, word: t(`known.${key}`), count: figures[key] },
    question: { ...here, ...questions[key] },
  }))
}

function useAgreedRows(known: KnownReply, figures: Figures, here: Question): Row[] {
  const { t } = useTranslation('consents')
  return figures.consents.map(({ purpose, channel, agreed, mayContact }) => {
    const label = known.purposes.find((one) => one.purpose === purpose)?.label ?? purpose
    const key = `${purpose}:${channel}`
    const word = t('line', { purpose: label, channel: t(`channel.${channel}`) })
    const more = { key, word, count: mayContact, question: { ...here, mayContact: key } }
    return { key, word, count: agreed, question: { ...here, agreed: key }, more }
  })
}

type RowsProps = { label: string; rows: readonly Row[]; figures: Figures }

function Rows({ label, rows, figures }: RowsProps) {
  const { t } = useTranslation('consents')
  const format = useFormat()
  return (
    <DataTable
      label={label}
      rows={rows}
      rowKey={({ key }) => key}
      name={{ head: t('known.what'), cell: ({ word }) => word }}
      columns={[
        {
          ...{ key: 'count', head: t('known.customers'), kind: 'number', phone: 'main' },
          cell: (row) => <Count row={row} />,
        },
        {
          ...{ key: 'share', head: t('known.share'), kind: 'number', phone: 'detail' },
          phoneWord: t('known.share'),
          cell: ({ count }) => format.percent(shareOf(count, figures), 0),
        },
        ...(rows.some(({ more }) => more)
          ? [
              {
                ...{ key: 'more', head: t('known.mayContact'), kind: 'number' as const },
                ...{ phone: 'detail' as const, phoneWord: t('known.mayContact') },
                cell: ({ more }: Row) => more && <Count row={more} />,
              },
            ]
          : []),
      ]}
    />
  )
}

function Count({ row: { count, question } }: { row: Row }) {
  const number = useFormat().number(count)
  if (count === 0) return number
  return (
    <Link to="/customers" search={question}>
      {number}
    </Link>
  )
}
