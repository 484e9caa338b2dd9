import { Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  addInstalledProduct,
  changeInstalledProduct,
  listInstalledProducts,
  removeInstalledProduct,
} from '#contract/endpoints/company-contracts.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import classes from './companies.module.css'
import { type Product, saidOrNone } from './company.ts'
import { useRefusalWords } from './use-company-words.ts'

type ProductDialogProps = {
  companyId: string
  /** Null: a new one. */
  product: Product | null
  onClose: () => void
}

const changes = [listInstalledProducts]

const draftOf = (product: Product | null) => ({
  name: product?.name ?? '',
  sku: product?.sku ?? '',
  serial: product?.serial ?? '',
  since: product?.since ?? '',
  warranty: product?.warrantyUntil ?? '',
  service: product?.serviceDueOn ?? '',
  note: product?.note ?? '',
})
type Draft = ReturnType<typeof draftOf>

const bodyOf = (draft: Draft) => ({
  name: draft.name.trim(),
  sku: saidOrNone(draft.sku),
  serial: saidOrNone(draft.serial),
  since: saidOrNone(draft.since),
  warrantyUntil: saidOrNone(draft.warranty),
  serviceDueOn: saidOrNone(draft.service),
  note: saidOrNone(draft.note),
})

/** A device as it is written down or changed. */
export function ProductDialog({ companyId, product, onClose }: ProductDialogProps) {
  const { t } = useTranslation('companies')
  const refusalWords = useRefusalWords()
  const [draft, setDraft] = useState(draftOf(product))
  const [isTried, setTried] = useState(false)
  const isNamed = draft.name.trim() !== ''
  const done = (words: string) => () => {
    toast(words)
    onClose()
  }
  const add = useAction(addInstalledProduct, { changes, onDone: done(t('product.saved')) })
  const change = useAction(changeInstalledProduct, { changes, onDone: done(t('product.saved')) })
  const remove = useAction(removeInstalledProduct, { changes, onDone: done(t('product.removed')) })
  const params = { companyId, productId: product?.id ?? '' }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isNamed) return
    if (product) change.mutate({ params, body: bodyOf(draft) })
    else add.mutate({ params: { companyId }, body: bodyOf(draft) })
  }
  const field = (name: keyof Draft) => ({
    label: t(`product.${name}`),
    value: draft[name],
    onChange: ({ target }: { target: { value: string } }) =>
      setDraft((before) => ({ ...before, [name]: target.value })),
  })
  return (
    <FormDialog
      title={t(product ? 'product.editTitle' : 'product.addTitle')}
      word={t('product.save')}
      busy={add.isPending || change.isPending}
      refusal={refusalWords(add.error ?? change.error ?? remove.error)}
      onSubmit={submit}
      onClose={onClose}
      more={
        product && (
          <Button kind="word" busy={remove.isPending} onClick={() => remove.mutate({ params })}>
            {t('product.remove')}
          </Button>
        )
      }
    >
      <TextInput
        data-autofocus
        maxLength={200}
        error={isTried && !isNamed && t('product.fault.name')}
        {...field('name')}
      />
      <div className={classes.pair}>
        <TextInput maxLength={100} {...field('sku')} />
        <TextInput maxLength={100} {...field('serial')} />
      </div>
      <div className={classes.pair}>
        <TextInput type="date" {...field('since')} />
        <TextInput type="date" {...field('warranty')} />
        <TextInput type="date" {...field('service')} />
      </div>
      <Textarea maxLength={2000} autosize minRows={2} {...field('note')} />
    </FormDialog>
  )
}
