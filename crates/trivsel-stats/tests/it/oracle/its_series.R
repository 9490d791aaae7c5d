# Two invented monthly series with a common disruption (months 36-53) and season, and a step of -20 % in the first from month
# 66 on; and a real one: drivers killed or seriously injured in Great Britain 1969-1984, with kilometres driven as exposure and
# the seat-belt law of February 1983 (month 169) as the change (Harvey & Durbin 1986), from R's data set Seatbelts.
set.seed(20261)
n <- 84
t <- 0:(n - 1)
season <- 0.18 * cos(2 * pi * (t - 1) / 12) + 0.05 * sin(4 * pi * t / 12)
shock <- ifelse(t >= 36 & t < 54, 0.35 + 0.02 * (t - 36) - 0.0016 * (t - 36)^2, 0)
exposure <- round(4100 + 6 * t + 120 * sin(t / 5))
other_exposure <- round(7900 + 4 * t + 150 * cos(t / 7))
mean <- exposure * 0.047 * exp(0.001 * (t - 66) + season + shock - 0.22 * (t >= 66))
other_mean <- other_exposure * 0.051 * exp(-0.0005 * (t - 66) + season + shock)
draw <- function(mean) rnbinom(n, mu = mean, size = mean / 5)
write.csv(data.frame(position = t, events = draw(mean), exposure = exposure,
                     other_events = draw(other_mean), other_exposure = other_exposure),
          "its_series.csv", row.names = FALSE, quote = FALSE)
s <- as.data.frame(Seatbelts)
write.csv(data.frame(position = 0:191, events = s$drivers, exposure = s$kms), "seatbelts.csv",
          row.names = FALSE, quote = FALSE)
