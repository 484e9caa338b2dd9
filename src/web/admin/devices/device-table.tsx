import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { listPosDevices, updatePosDevice } from '#contract/endpoints/pos-devices.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { useActsColumn } from '../acts-column.tsx'
import { Confirm } from '../forms/confirm.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { useSending } from '../forms/use-sending.ts'

type Device = WireReply<typeof listPosDevices>['items'][number]
type Act = { kind: 'rename' | 'end'; device: Device }

export function DeviceTable({ devices }: { devices: readonly Device[] }) {
  const { t } = useTranslation('devices')
  const format = useFormat()
  const [act, begin] = useState<Act | null>(null)
  const close = () => begin(null)
  const acts = useActsColumn<Device>((device) => (
    <>
      <Button kind="word" onClick={() => begin({ kind: 'rename', device })}>
        {t('rename')}
      </Button>
      {device.endedAt === null && (
        <Button kind="word" onClick={() => begin({ kind: 'end', device })}>
          {t('end')}
        </Button>
      )}
    </>
  ))
  return (
    <>
      <DataTable
        label={t('list')}
        rows={devices}
        rowKey={({ id }) => id}
        name={{ head: t('name'), cell: ({ name }) => name }}
        columns={[
          { key: 'store', head: t('store'), phone: 'detail', cell: ({ store }) => store.name },
          {
            ...{ key: 'seen', head: t('seen'), phone: 'main' },
            cell: ({ lastSeenAt, endedAt }) =>
              endedAt === null
                ? format.ago(lastSeenAt, new Date())
                : t('ended', { date: format.date(endedAt) }),
          },
          {
            ...{ key: 'waiting', head: t('waiting'), kind: 'number', phone: 'detail' },
            cell: ({ waiting }) => format.number(waiting),
          },
          acts,
        ]}
      />
      {act?.kind === 'rename' && <Rename device={act.device} onClose={close} />}
      {act?.kind === 'end' && <End device={act.device} onClose={close} />}
    </>
  )
}

type Acting = { device: Device; onClose: () => void }

function Rename({ device: { id, name }, onClose }: Acting) {
  const { t } = useTranslation('devices')
  const form = useForm({ initialValues: { name } })
  const { send, busy, refusal } = useSending(updatePosDevice, {
    ...{ changes: [listPosDevices], form, onDone: onClose },
  })
  return (
    <FormDialog
      title={t('renameTitle', { name })}
      word={t('rename')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit((body) => send({ params: { deviceId: id }, body }))}
    >
      <TextInput label={t('name')} maxLength={60} {...form.getInputProps('name')} />
    </FormDialog>
  )
}

function End({ device: { id, name }, onClose }: Acting) {
  const { t } = useTranslation('devices')
  const end = useAction(updatePosDevice, { changes: [listPosDevices], onDone: onClose })
  return (
    <Confirm
      title={t('endTitle', { name })}
      word={t('end')}
      action={end}
      onConfirm={() => end.mutate({ params: { deviceId: id }, body: { ended: true } })}
      onClose={onClose}
    >
      <p>{t('endWhat')}</p>
    </Confirm>
  )
}
