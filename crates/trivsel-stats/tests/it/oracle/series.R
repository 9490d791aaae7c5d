# Invented monthly data: days lost of days possible, and qualified of all applicants. 54 months.
set.seed(20190401)
n <- 54
t <- 0:(n - 1)
exposure <- round(1150 + 120 * sin(t / 9) + rnorm(n, 0, 35), 1)
rate <- 0.055 + 0.011 * cos(2 * pi * (t - 1) / 12) - 0.012 * (t >= 30)
days <- round(rgamma(n, shape = rate * exposure / 6, scale = 6) * 2) / 2
days[18] <- 248.5
trials <- rpois(n, 21)
trials[41] <- 0
trials[11] <- 30
cases <- rbinom(n, trials, 0.42 - 0.15 * (t >= 36))
cases[11] <- 29
write.csv(data.frame(position = t, days = sprintf("%.1f", days), exposure = sprintf("%.1f", exposure),
                     cases = cases, trials = trials), "series.csv", row.names = FALSE, quote = FALSE)

# A long uneasy series on which every rule fires, both ways, with ties: noise on a wandering level, and short trends.
set.seed(11)
m <- 260
level <- as.numeric(stats::filter(rnorm(m, 0, 0.5), 0.85, method = "recursive"))
walk <- round(10 + level + rnorm(m, 0, 0.8), 1)
walk[71:78] <- 9 + 0.2 * (1:8)
walk[171:178] <- 11.5 - 0.3 * (1:8)
write.csv(data.frame(position = 0:(m - 1), value = sprintf("%.1f", walk)), "walk.csv", row.names = FALSE, quote = FALSE)
