import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  addCompanyContract,
  changeCompanyContract,
  listCompanyContracts,
  listEndingContracts,
  removeCompanyContract,
} from '#contract/endpoints/company-contracts.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { useSession } from '../session.ts'
import type { Contract } from './company.ts'
import { contractBody, contractDraft, contractFaults } from './contract-draft.ts'
import { ContractFields } from './contract-fields.tsx'
import { useRefusalWords } from './use-company-words.ts'

type ContractDialogProps = {
  companyId: string
  /** Null: a new one. */
  contract: Contract | null
  onClose: () => void
}

const changes = [listCompanyContracts, listEndingContracts]

/** A contract as it is written down or changed. */
export function ContractDialog({ companyId, contract, onClose }: ContractDialogProps) {
  const { t } = useTranslation('companies')
  const { language } = useFormat()
  const { currency } = useSession().business
  const refusalWords = useRefusalWords()
  const [draft, setDraft] = useState(contractDraft(contract, currency, language))
  const [isTried, setTried] = useState(false)
  const faults = contractFaults(draft, currency)
  const done = (words: string) => () => {
    toast(words)
    onClose()
  }
  const add = useAction(addCompanyContract, { changes, onDone: done(t('contract.saved')) })
  const change = useAction(changeCompanyContract, { changes, onDone: done(t('contract.saved')) })
  const remove = useAction(removeCompanyContract, { changes, onDone: done(t('contract.removed')) })
  const params = { companyId, contractId: contract?.id ?? '' }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (faults.size > 0) return
    const body = contractBody(draft, currency)
    if (contract) change.mutate({ params, body })
    else add.mutate({ params: { companyId }, body })
  }
  return (
    <FormDialog
      title={t(contract ? 'contract.editTitle' : 'contract.addTitle')}
      word={t('contract.save')}
      busy={add.isPending || change.isPending}
      refusal={refusalWords(add.error ?? change.error ?? remove.error)}
      onSubmit={submit}
      onClose={onClose}
      more={
        contract && (
          <Button kind="word" busy={remove.isPending} onClick={() => remove.mutate({ params })}>
            {t('contract.remove')}
          </Button>
        )
      }
    >
      <ContractFields
        draft={draft}
        faults={isTried ? faults : new Set()}
        currency={currency}
        onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
      />
    </FormDialog>
  )
}
