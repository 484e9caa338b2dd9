import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  listCompanyContracts,
  listEndingContracts,
  settleCompanyContract,
} from '#contract/endpoints/company-contracts.ts'
import { useAction } from '../../client/index.ts'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { type EndingContract, saidOrNone } from './company.ts'
import { useRefusalWords } from './use-company-words.ts'

type SettleContractProps = { contract: EndingContract; onClose: () => void }

/** Somebody has spoken with the company: what came of it; or it is open again. */
export function SettleContract({ contract, onClose }: SettleContractProps) {
  const { t } = useTranslation('companies')
  const refusalWords = useRefusalWords()
  const [note, setNote] = useState('')
  const isSettled = contract.settled !== null
  const settle = useAction(settleCompanyContract, {
    changes: [listEndingContracts, listCompanyContracts],
    onDone: () => {
      if (!isSettled) toast(t('ending.done'))
      onClose()
    },
  })
  return (
    <FormDialog
      title={t(isSettled ? 'ending.reopen' : 'ending.settleTitle', {
        name: contract.company.name ?? t('nameless'),
      })}
      word={t(isSettled ? 'ending.reopen' : 'ending.settleDo')}
      busy={settle.isPending}
      refusal={refusalWords(settle.error)}
      onSubmit={(event) => {
        event.preventDefault()
        settle.mutate({
          params: { companyId: contract.company.id, contractId: contract.id },
          body: { dueOn: isSettled ? null : contract.dueOn, note: saidOrNone(note) },
        })
      }}
      onClose={onClose}
    >
      {!isSettled && (
        <Textarea
          data-autofocus
          label={t('ending.settleNote')}
          maxLength={500}
          autosize
          minRows={2}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      )}
    </FormDialog>
  )
}
