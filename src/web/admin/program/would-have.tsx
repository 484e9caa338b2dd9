import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { simulateCustomer } from '#contract/endpoints/program-previews.ts'
import { call, type Problem } from '../../client/index.ts'
import { Section } from '../../design/section.tsx'
import { StateLoading } from '../../design/state-loading.tsx'
import words from '../../design/words.module.css'
import { useCustomerTitle } from '../customers/use-customer-name.ts'
import { PageFailed } from '../page-failed.tsx'
import { changesOf, type Draft, mainReward, simulationOf } from './draft.ts'
import type { Guest } from './guest.ts'
import { GuestStrips } from './guest-strips.tsx'
import type { Program } from './program.ts'
import { insteadBy, reachedBy } from './reached.ts'

export type Life = WireReply<typeof simulateCustomer>

type WouldHaveProps = { guest: Guest; program: Program; saved: Draft; draft: Draft }

const yearDays = 365
const quietMillis = 400

/** The same twelve months of one guest, under the rules as they are and as they would be. */
export function WouldHave({ guest, program, saved, draft }: WouldHaveProps) {
  const { t } = useTranslation('program')
  const title = useCustomerTitle()
  const [settled] = useDebouncedValue(draft, quietMillis)
  const before = useLife(guest.id, program, saved)
  const after = useLife(guest.id, program, settled)
  const times = after.data?.timesThere.length
  return (
    <Section
      heading={t('would.heading', { name: title(guest) })}
      note={times === undefined ? '' : t('would.note', { count: times })}
    >
      {after.error ? (
        <PageFailed error={after.error} onRetry={() => after.refetch()} />
      ) : after.data && before.data ? (
        <Outcome before={before.data} after={after.data} saved={saved} draft={settled} />
      ) : (
        <StateLoading shape="rows" rows={2} />
      )}
    </Section>
  )
}

function useLife(customerId: string, program: Program, draft: Draft) {
  const { program: drafted, days } = simulationOf(program, draft, yearDays)
  const body = { program: drafted, customerId, days: days ?? yearDays }
  return useQuery<Life, Problem>({
    queryKey: [simulateCustomer.path, body],
    queryFn: ({ signal }) => call(simulateCustomer, { body }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  })
}

type OutcomeProps = { before: Life; after: Life; saved: Draft; draft: Draft }

function Outcome({ before, after, saved, draft }: OutcomeProps) {
  const { t } = useTranslation('program')
  const main = mainReward(draft)
  if (after.timesThere.length === 0) return <p className={words.sm}>{t('would.never')}</p>
  // A card only shows what is collected.
  const isChanged = changesOf(saved, draft).some(({ kind }) => !kind.startsWith('card'))
  const now = reachedBy(after, draft)
  const then = reachedBy(before, saved)
  if (!main) return <p className={words.sm}>{t('year.noReward')}</p>
  const { name, price } = main.content
  const sentence =
    now.length === 0
      ? t('would.notYet', { name })
      : !isChanged
        ? t('would.gets', { count: now.length, name })
        : now.length === then.length
          ? t('would.same', { count: now.length, name })
          : t('would.instead', { count: now.length, old: then.length, name })
  const earlier = isChanged && now[0] && then[0] ? daysBetween(now[0], then[0]) : 0
  return (
    <>
      <GuestStrips
        life={after}
        rows={[
          ...(isChanged
            ? [{ price: mainReward(saved)?.content.price, reached: then, isOld: true }]
            : []),
          { price, reached: now, isOld: false },
        ]}
        finding={sentence}
      />
      <p className={words.sm}>
        {sentence} {earlier > 0 && t('would.earlier', { count: earlier })}
        {earlier < 0 && t('would.later', { count: -earlier })}
      </p>
      <Instead life={after} draft={draft} />
    </>
  )
}

/** The other rewards there are: what is collected pays for one of them as well. */
function Instead({ life, draft }: { life: Life; draft: Draft }) {
  const { t, i18n } = useTranslation('program')
  const others = insteadBy(life, draft)
  if (others.length === 0) return null
  const list = new Intl.ListFormat(i18n.language, { type: 'disjunction' })
  const said = others.map(({ name, times }) => t('would.other', { count: times, name }))
  return (
    <p className={`${words.sm} ${words.muted}`}>{t('would.others', { list: list.format(said) })}</p>
  )
}

const dayMillis = 86_400_000
const daysBetween = (sooner: string, later: string) =>
  Math.round((Date.parse(later) - Date.parse(sooner)) / dayMillis)
