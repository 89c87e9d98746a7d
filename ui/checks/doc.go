// Package checks is the tab of the panel that lists what a method asks of the workshop all
// the time: findings, which can be shown, answered and dismissed. It shows what package
// check finds and changes the workshop only through [Options.Do], one step at a time.
package checks
