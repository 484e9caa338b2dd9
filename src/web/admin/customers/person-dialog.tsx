import { useId, useState } from 'react'
import { type Attribute, listAttributes } from '#contract/endpoints/attributes.ts'
import { type Problem, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Refusal } from '../../design/refusal.tsx'
import type { PersonDraft } from './person-draft.ts'
import { hasFaults, noFaults, usePersonFaults } from './person-faults.ts'
import { PersonForm } from './person-form.tsx'

type PersonDialogProps = {
  title: string
  confirm: string
  start: PersonDraft
  /** As it stands by now; null for somebody new. */
  was: PersonDraft | null
  problem: Problem | null
  isBusy: boolean
  onSave: (draft: PersonDraft, definitions: readonly Attribute[]) => void
  onClose: () => void
}

/** The form of a person, new or known; what is wrong stands at its field. */
export function PersonDialog(props: PersonDialogProps) {
  const { title, confirm, start, was, problem, isBusy, onSave, onClose } = props
  const id = useId()
  const [draft, setDraft] = useState(start)
  const [sent, setSent] = useState<PersonDraft | null>(null)
  const definitions = (useCall(listAttributes, {}).data?.items ?? []).filter(
    ({ archived }) => !archived,
  )
  const faultsOf = usePersonFaults()
  const own = sent === draft ? faultsOf.ofDraft(draft, definitions) : noFaults
  // A refusal is about what was sent; once that is touched it no longer holds.
  const refused = sent === draft ? faultsOf.ofProblem(problem, draft, was) : noFaults
  const faults = hasFaults(own) ? own : refused
  const save = () => {
    setSent(draft)
    if (!hasFaults(faultsOf.ofDraft(draft, definitions))) onSave(draft, definitions)
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      actions={
        <Button kind="main" busy={isBusy} type="submit" form={id}>
          {confirm}
        </Button>
      }
    >
      <PersonForm
        id={id}
        draft={draft}
        definitions={definitions}
        faults={faults}
        onChange={setDraft}
        onSubmit={save}
      />
      <Refusal place="below">{faults.general}</Refusal>
    </Dialog>
  )
}
