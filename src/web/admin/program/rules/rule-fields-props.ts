import type { Program } from '../program.ts'
import type { RuleForm } from './rule-form.ts'

export type RuleFieldsProps = {
  form: RuleForm
  program: Program
  isNew: boolean
  onChange: (form: RuleForm) => void
}
