// Asks robfig/cron itself, set up as go-cron does. Lines of zone<TAB>unix time<TAB>expression become lines
// of "error" or the next three times, "-" where there is none.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/robfig/cron"
)

var parser = cron.NewParser(
	cron.SecondOptional | cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow | cron.Descriptor)

func answer(zone string, unix int64, spec string) (line string) {
	defer func() {
		if recover() != nil { // TZ= with nothing behind it
			line = "error"
		}
	}()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return "no zone " + zone
	}
	schedule, err := parser.Parse(spec)
	if err != nil {
		return "error"
	}
	times := []string{}
	for t := time.Unix(unix, 0).In(loc); len(times) < 3; {
		if t = schedule.Next(t); t.IsZero() {
			times = append(times, "-")
			break
		}
		times = append(times, strconv.FormatInt(t.Unix(), 10))
	}
	return strings.Join(times, " ")
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		part := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", 3)
		unix, _ := strconv.ParseInt(part[1], 10, 64)
		fmt.Fprintln(out, answer(part[0], unix, part[2]))
	}
}
