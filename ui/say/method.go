package say

import "fmt"

// The person's own method files.
const (
	MethodDetails = "What is wrong?"
	MethodWrong   = "Your method files"
)

// MethodFaults says that some of a person's own method files cannot be used.
func MethodFaults(files int) string {
	if files == 1 {
		return "One of your method files has a fault and is left out."
	}
	return fmt.Sprintf("%d of your method files have faults and are left out.", files)
}

// MethodWhere says where method files lie, and how they come to be read again.
func MethodWhere(folder string) string {
	return "A file is used whole or not at all. They lie in " + folder + ", and are read again when you come back to Home."
}

// MethodMore says that there are more faults than are told.
func MethodMore(n int) string {
	if n == 1 {
		return "and 1 more"
	}
	return fmt.Sprintf("and %d more", n)
}
