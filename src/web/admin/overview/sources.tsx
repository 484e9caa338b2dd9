import { useTranslation } from 'react-i18next'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import words from '../../design/words.module.css'
import { ImportsLink } from '../imports-link.tsx'
import type { Overview } from './overview.ts'

type AlarmsProps = { alarms: Overview['sources']['alarms'] }

/** Since this morning, say: the days know nothing of it yet. */
function Alarms({ alarms }: AlarmsProps) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  return (
    <Section heading={t('sources.alarm', { count: alarms.length })} warning>
      <p className={words.sm}>
        {alarms
          .map(({ store, source, silentSince }) =>
            t('sources.silentSince', {
              store: store.name,
              source,
              date: format.date(silentSince),
              time: format.time(silentSince),
            }),
          )
          .join(' ')}{' '}
        {t('sources.silent')}
      </p>
    </Section>
  )
}

/** Whether all that is sold arrives here. A few quiet days are no failure, missing data is. */
const quietDaysMax = 3

export function Sources({ overview }: { overview: Overview }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const { sources, basis } = overview
  const silent = sources.stores.filter((store) => store.silent)
  const [first] = silent
  if (first) {
    const heading =
      silent.length === 1
        ? t('finding.store_silent.sentence', { store: first.store.name, count: first.silentDays })
        : t('sources.severalSilent', { count: silent.length })
    return (
      <Section heading={heading} warning>
        <p className={words.sm}>
          {silent.length > 1 && `${format.list(silent.map(({ store }) => store.name))}. `}
          {t('sources.silent')}{' '}
          {t('sources.others', { count: sources.stores.length - silent.length })}{' '}
          <ImportsLink>{t('sources.check')}</ImportsLink>
        </p>
      </Section>
    )
  }
  if (sources.alarms.length > 0) return <Alarms alarms={sources.alarms} />
  const isBehind = (sources.daysBehind ?? 0) > quietDaysMax
  return (
    <Section heading={t('sources.heading')}>
      <p className={words.sm}>
        {isBehind && basis.asOf
          ? t('sources.behind', {
              date: format.date(basis.asOf),
              count: sources.daysBehind ?? 0,
              span: format.span(sources.daysBehind ?? 0),
            })
          : t('sources.fine', { count: sources.stores.length })}{' '}
        <ImportsLink>{t('sources.imports')}</ImportsLink>
      </p>
    </Section>
  )
}
