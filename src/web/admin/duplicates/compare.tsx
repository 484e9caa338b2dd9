import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { listDuplicates, previewMerge, rejectDuplicate } from '#contract/endpoints/duplicates.ts'
import { listLatestMerges, mergeCustomers } from '#contract/endpoints/merges.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { useFormat } from '../../design/provider.tsx'
import { toast } from '../../design/toast.tsx'
import { birthdayText } from '../customers/birthday-text.ts'
import { Loaded } from '../loaded.tsx'
import { type Pair, useNamed } from './use-named.ts'

type Preview = WireReply<typeof previewMerge>
type Side = Preview['into']

/** Both side by side, with what they would have together; who is named longer stays. */
export function Compare({ pair, onClose }: { pair: Pair; onClose: () => void }) {
  const { t } = useTranslation('duplicates')
  const [into, from] = [pair.one.customerId, pair.other.customerId]
  const preview = useCall(previewMerge, { params: { customerId: into }, query: { from } })
  const done = (words: string) => () => {
    toast(words)
    onClose()
  }
  const merging = useAction(mergeCustomers, {
    changes: [listDuplicates, listLatestMerges],
    onDone: done(t('compare.merged')),
  })
  const rejecting = useAction(rejectDuplicate, {
    changes: [listDuplicates],
    onDone: done(t('compare.rejected')),
  })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="wide"
      title={t('compare.title')}
      actions={
        <>
          <Button
            busy={rejecting.isPending}
            onClick={() => rejecting.mutate({ body: { one: into, other: from } })}
          >
            {t('compare.reject')}
          </Button>
          <Button
            kind="main"
            busy={merging.isPending}
            onClick={() => merging.mutate({ params: { customerId: into }, body: { from } })}
          >
            {t('compare.merge')}
          </Button>
        </>
      }
    >
      <Loaded reply={preview} shape="rows">
        {(shown) => <Sides preview={shown} />}
      </Loaded>
    </Dialog>
  )
}

type Line = { key: string; word: string; of: (side: Side) => string }

function Sides({ preview: { into, from, together } }: { preview: Preview }) {
  const { t } = useTranslation('duplicates')
  const named = useNamed()
  const lines = useLines([into, from, together])
  const column = (key: string, head: string, side: Side): Column<Line> => ({
    ...{ key, head, phone: 'detail', phoneWord: head },
    cell: ({ of }) => of(side),
  })
  return (
    <DataTable
      label={t('compare.label')}
      rows={lines}
      rowKey={({ key }) => key}
      density="dense"
      name={{ head: t('compare.what'), cell: ({ word }) => word }}
      columns={[
        column('into', named(into.customer), into),
        column('from', named(from.customer), from),
        column('together', t('compare.together'), together),
      ]}
    />
  )
}

/** Lines that say something of one of them. */
function useLines(sides: readonly Side[]): Line[] {
  const { t } = useTranslation('duplicates')
  const format = useFormat()
  const nothing = t('compare.nothing')
  const count = (one: number) => (one === 0 ? nothing : format.number(one))
  const points = sides[0]!.points.map(
    ({ currency, name }): Line => ({
      ...{ key: currency, word: name },
      of: (side) => count(side.points.find((one) => one.currency === currency)?.balance ?? 0),
    }),
  )
  const lines: Line[] = [
    {
      ...{ key: 'known', word: t('compare.known') },
      of: ({ identities }) => identities.map(({ value }) => value).join(', ') || nothing,
    },
    {
      ...{ key: 'birthday', word: t('compare.birthday') },
      of: ({ birthday }) => birthdayText(birthday) || nothing,
    },
    { key: 'purchases', word: t('compare.purchases'), of: (side) => count(side.purchases) },
    {
      ...{ key: 'last', word: t('compare.last') },
      of: ({ lastPurchaseAt: at }) => (at === null ? nothing : format.date(at)),
    },
    ...points,
    { key: 'tier', word: t('compare.tier'), of: ({ tier }) => tier ?? nothing },
    { key: 'vouchers', word: t('compare.vouchers'), of: (side) => count(side.vouchers) },
  ]
  return lines.filter(({ of }) => sides.some((side) => of(side) !== nothing))
}
