/**
 * Text in which no build service reads a command: GitHub takes a line that begins with `::name` or holds `##[name]` for one,
 * Azure `##vso[name`, TeamCity `##teamcity[name`. A space between the signs is the only difference.
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function withoutCommands(text: string): string {
  return text.replaceAll(/::(?=[a-z])/gi, ': :').replaceAll(/##(?=\w*\[)/g, '# #');
}
