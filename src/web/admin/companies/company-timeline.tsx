import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { readCompanyTimeline } from '#contract/endpoints/companies.ts'
import { usePages } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Section } from '../../design/section.tsx'
import { Timeline } from '../../design/timeline.tsx'
import words from '../../design/words.module.css'
import classes from '../customers/customer-page.module.css'
import { type Entry, foldTimeline } from '../customers/fold-timeline.ts'
import { useTimelineWords } from '../customers/timeline-words.ts'
import { Loaded } from '../loaded.tsx'
import type { CompanyPageReply } from './company.ts'

type Item = WireReply<typeof readCompanyTimeline>['items'][number]

const linesFirst = 12

/** What happened with the company and its people, the latest first. */
export function CompanyTimeline({ page }: { page: CompanyPageReply }) {
  const { t } = useTranslation('companies')
  const items = usePages(readCompanyTimeline, { params: { companyId: page.company.id } })
  return (
    <Section heading={t('page.timeline')}>
      <Loaded reply={items} shape="rows">
        {(loaded) =>
          loaded.length === 0 ? (
            <p className={words.muted}>{t('page.timelineNone')}</p>
          ) : (
            <Lines
              items={loaded}
              asOf={page.asOf}
              companyId={page.company.id}
              hasEarlier={items.hasNextPage}
              onEarlier={() => items.fetchNextPage()}
            />
          )
        }
      </Loaded>
    </Section>
  )
}

type LinesProps = {
  items: readonly Item[]
  asOf: string
  companyId: string
  hasEarlier: boolean
  onEarlier: () => void
}

function Lines({ items, asOf, companyId, hasEarlier, onEarlier }: LinesProps) {
  const { t } = useTranslation('companies')
  const timelineWords = useTimelineWords()
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [shown, setShown] = useState(linesFirst)
  const people = new Map(items.map(({ id, customer }) => [id, customer]))
  const entries = foldTimeline(items, { asOf, opened, hasEarlier })
  const whoIn = (entry: Entry) => {
    const within = entry.kind === 'day' ? entry.items : entry.days.flatMap((day) => day.items)
    const named = within.flatMap(({ id }) => {
      const who = people.get(id)
      return who && who.customerId !== companyId ? (who.name ?? who.shown ?? []) : []
    })
    return [...new Set(named)].join(', ')
  }
  const showEarlier = () => {
    setShown(shown + linesFirst)
    if (hasEarlier && entries.length < shown + linesFirst) onEarlier()
  }
  return (
    <Timeline
      label={t('page.timeline')}
      lines={entries.slice(0, shown).map((entry) => {
        const who = whoIn(entry)
        const said = (what: string) => (who === '' ? what : `${who}, ${what}`)
        if (entry.kind === 'day') {
          const line = timelineWords.day(entry)
          return { ...line, what: said(line.what) }
        }
        const open = () => setOpened(new Set([...opened, entry.key]))
        const line = timelineWords.fold(entry)
        return {
          ...line,
          what: (
            <Button kind="word" className={classes.fold ?? ''} aria-expanded={false} onClick={open}>
              {said(line.what)}
            </Button>
          ),
        }
      })}
      {...((hasEarlier || entries.length > shown) && {
        more: (
          <Button kind="word" onClick={showEarlier}>
            {t('page.earlier')}
          </Button>
        ),
      })}
    />
  )
}
