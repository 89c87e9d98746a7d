package exchange

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"throughline.app/method"
	"throughline.app/workshop"
)

// findingColumns head the list of findings.
var findingColumns = []string{"state", "weight", "title", "finding", "remedy", "canvas", "answer", "by"}

// findingRows are the findings as rows of [findingColumns], open ones first.
func findingRows(s *workshop.Snapshot, methods []*method.Method) [][]string {
	var rows [][]string
	for _, f := range showFindings(s, methods) {
		canvas := ""
		if c := s.Canvases.Get(workshop.CanvasID(f.Canvas)); c != nil {
			canvas = c.Title
		}
		rows = append(rows, []string{f.State, f.Weight, f.Title, f.Says, f.Remedy, canvas, f.Reason, f.By})
	}
	return rows
}

// WriteFindingsCSV writes what the checks of the workshop's methods find, and what people
// said of it, as a table.
func WriteFindingsCSV(w io.Writer, s *workshop.Snapshot, methods []*method.Method) error {
	out := csv.NewWriter(w)
	for _, row := range append([][]string{findingColumns}, findingRows(s, methods)...) {
		for i := range row {
			row[i] = guard(row[i])
		}
		if err := out.Write(row); err != nil {
			return fmt.Errorf("exchange: write findings: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("exchange: write findings: %w", err)
	}
	return nil
}

// WriteFindingsMarkdown writes the findings as a list to read: those that are open, then
// what was answered and dismissed with the reasons, and the systemic issues with their owners and what
// their notes say.
func WriteFindingsMarkdown(w io.Writer, s *workshop.Snapshot, methods []*method.Method) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# Findings: %s\n", plainWords(s.Meta.Title))
	all := showFindings(s, methods)
	for _, part := range []struct{ state, title string }{{"open", "Open"}, {workshop.FindingAnswered, "Answered"}, {workshop.FindingDismissed, "Dismissed"}} {
		first := true
		for _, f := range all {
			if f.State != part.state {
				continue
			}
			if first {
				fmt.Fprintf(&b, "\n## %s\n\n", part.title)
				first = false
			}
			fmt.Fprintf(&b, "- **%s** %s", plainWords(f.Title), plainWords(f.Says))
			if f.Reason != "" {
				fmt.Fprintf(&b, " — “%s”", plainWords(f.Reason))
				if f.By != "" {
					fmt.Fprintf(&b, " %s", plainWords(f.By))
				}
			}
			b.WriteByte('\n')
		}
	}
	if len(all) == 0 {
		b.WriteString("\nNothing found.\n")
	}
	issuesMarkdown(&b, s)
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("exchange: write findings: %w", err)
	}
	return nil
}

// issuesMarkdown lists the systemic issues, if there are any.
func issuesMarkdown(b *strings.Builder, s *workshop.Snapshot) {
	for i, is := range showIssues(s) {
		if i == 0 {
			b.WriteString("\n## Systemic issues: no function can mend these alone\n\n")
		}
		fmt.Fprintf(b, "- **%s** %s · %s", plainWords(is.Name), is.State, reachWords(is))
		if len(is.Owners) > 0 {
			fmt.Fprintf(b, " · %s", plainWords(strings.Join(is.Owners, " and ")))
		}
		b.WriteByte('\n')
		for j, id := range is.Notes {
			if j == quoted {
				fmt.Fprintf(b, "  - %d more\n", len(is.Notes)-quoted)
				break
			}
			n := s.Notes.Get(workshop.NoteID(id))
			stage, _ := regionNames(s, n)
			where := append([]string{stage}, s.FunctionsOf(n)...)
			fmt.Fprintf(b, "  - “%s” %s\n", plainWords(n.Text), plainWords(strings.Trim(strings.Join(where, ", "), ", ")))
		}
	}
}

// quoted is how many notes of an issue are quoted as evidence.
const quoted = 4

// plainWords is a text on one line in which nothing is mark-up.
func plainWords(text string) string {
	return markup.Replace(strings.Join(strings.Fields(text), " "))
}

var markup = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "<", `\<`, "#", `\#`, "|", `\|`)
