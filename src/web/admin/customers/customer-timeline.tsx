import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import {
  readTimeline,
  type TimelineView,
  timelineViews,
} from '#contract/endpoints/customer-page.ts'
import { call, type Problem } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { Timeline, type TimelineLine } from '../../design/timeline.tsx'
import { usePhone } from '../../design/use-phone.ts'
import words from '../../design/words.module.css'
import { Loaded } from '../loaded.tsx'
import classes from './customer-page.module.css'
import { type Entry, foldTimeline, type Item, isVisit } from './fold-timeline.ts'
import type { PageReply } from './head-words.ts'
import { isLongAway } from './rhythm-words.ts'
import { useTimelineWords } from './timeline-words.ts'

type Page = WireReply<typeof readTimeline>

const pageSize = 100
/** Beside the long column of a wide page there is room for more. */
const linesFirst = { phone: 12, wide: 24 }
const linesMore = 30

/** Everything that happened with a customer over all ways, the latest first. */
export function CustomerTimeline({ page }: { page: PageReply }) {
  const { t } = useTranslation('customers')
  const [show, setShow] = useState<TimelineView>('all')
  const { id: customerId } = page.customer
  const items = useInfiniteQuery<Page, Problem, Item[], readonly unknown[], string | undefined>({
    queryKey: [readTimeline.path, customerId, show],
    queryFn: ({ pageParam: cursor, signal }) =>
      call(
        readTimeline,
        { params: { customerId }, query: { show, cursor, limit: pageSize } },
        { signal },
      ),
    initialPageParam: undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    select: ({ pages }) => pages.flatMap((one) => one.items),
  })
  return (
    <Section
      heading={t('page.timeline.heading')}
      aside={
        <Segmented<TimelineView>
          label={t('page.timeline.show')}
          look="words"
          value={show}
          options={timelineViews.map((value) => ({ value, word: t(`page.timeline.${value}`) }))}
          onChange={setShow}
        />
      }
    >
      <Loaded reply={items} shape="rows">
        {(loaded) =>
          loaded.length === 0 ? (
            <p className={words.muted}>{t(`page.timeline.${nothing[show]}`)}</p>
          ) : (
            <Lines
              page={page}
              items={loaded}
              hasEarlier={items.hasNextPage}
              isLoading={items.isFetchingNextPage}
              onEarlier={() => items.fetchNextPage()}
            />
          )
        }
      </Loaded>
    </Section>
  )
}

const nothing = { all: 'none', visits: 'noVisits', messages: 'noMessages' } as const

type LinesProps = {
  page: PageReply
  items: readonly Item[]
  hasEarlier: boolean
  isLoading: boolean
  onEarlier: () => void
}

function Lines({ page, items, hasEarlier, isLoading, onEarlier }: LinesProps) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const timelineWords = useTimelineWords()
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [more, setMore] = useState(0)
  const shown = (usePhone() ? linesFirst.phone : linesFirst.wide) + more
  const all = foldTimeline(items, { asOf: page.asOf, opened, hasEarlier })
  const entries = all.slice(0, shown)
  const lines = entries.map((entry): TimelineLine => {
    if (entry.kind === 'day') return timelineWords.day(entry)
    const line = timelineWords.fold(entry)
    const open = () => setOpened(new Set([...opened, entry.key]))
    return { ...line, what: <OpenFold words={line.what} onOpen={open} /> }
  })
  const showEarlier = () => {
    setMore(more + linesMore)
    if (hasEarlier && all.length < shown + linesMore) onEarlier()
  }
  const first = page.firstPurchaseAt
  const earlier = first
    ? t('page.timeline.earlierUntil', { month: `${format.monthName(first)} ${format.year(first)}` })
    : t('page.timeline.earlier')
  return (
    <Timeline
      label={t('page.timeline.heading')}
      lines={usePause(page, entries, lines)}
      {...((hasEarlier || all.length > shown) && {
        more: (
          <Button kind="word" busy={isLoading} onClick={showEarlier}>
            {earlier}
          </Button>
        ),
      })}
    />
  )
}

const OpenFold = ({ words, onOpen }: { words: string; onOpen: () => void }) => (
  <Button kind="word" className={classes.fold ?? ''} aria-expanded={false} onClick={onOpen}>
    {words}
  </Button>
)

/** The days since the last visit, where they are many for this customer. */
function usePause(
  { daysSinceLastVisit, rhythm }: PageReply,
  entries: readonly Entry[],
  lines: TimelineLine[],
): TimelineLine[] {
  const { t } = useTranslation('customers')
  if (!isLongAway(daysSinceLastVisit, rhythm.gapDays)) return lines
  const place = entries.findIndex(
    (entry) => entry.kind === 'fold' || entry.items.some((item) => isVisit(item)),
  )
  if (place < 0) return lines
  const words = t('page.timeline.pause', { count: daysSinceLastVisit ?? 0 })
  return [...lines.slice(0, place), { key: 'pause', pause: words }, ...lines.slice(place)]
}
