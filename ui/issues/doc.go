// Package issues is the tab of the panel that shows what no single function could see: the
// systemic issues of a canvas with their evidence, the grid of stages and functions, the
// same issue in different places, and who was heard.
//
// It shows what package insight finds and asks people to decide; it changes the workshop
// only through [Options.Do], one step at a time.
package issues
