# Changes between two waves of the same groups: the effect and its standard error between groups by lm with weights, the standard error of
# sampling by its formula.
set.seed(11)
set_of <- function(name, treated, untreated, gain) {
  k <- treated + untreated
  began <- c(rep(1, treated), rep(0, untreated))
  weight <- sample(8:45, k, replace = TRUE)
  earlier <- round(rnorm(k, 55, 8), 1)
  later <- round(earlier + 2 + gain * began + rnorm(k, 0, 5), 1)
  earlier_error <- round(20 / sqrt(weight), 2)
  later_error <- round(18 / sqrt(weight), 2)
  data.frame(set = name, began, earlier, earlier_error, later, later_error, weight)
}
groups <- rbind(
  set_of("nine_and_three", 9, 3, 12),
  set_of("three_and_three", 3, 3, 0),
  set_of("two_and_one", 2, 1, 5),
  set_of("many", 30, 40, -3)
)
write.csv(groups, "wave_groups.csv", row.names = FALSE, quote = FALSE)

line <- function(set, what, value) data.frame(set, what, value = sprintf("%.15g", value))
contrasts <- do.call(rbind, lapply(split(groups, groups$set), function(of) {
  of$change <- of$later - of$earlier
  fit <- lm(change ~ began, data = of, weights = weight)
  share <- ave(of$weight, of$began, FUN = function(w) w / sum(w))
  sampling <- sqrt(sum(share^2 * (of$earlier_error^2 + of$later_error^2)))
  between <- coef(summary(fit))["began", "Std. Error"]
  reach <- qt(0.975, df.residual(fit)) * max(sampling, between)
  effect <- unname(coef(fit)["began"])
  begun <- of[of$began == 1, ]
  alone <- lm(change ~ 1, data = begun, weights = weight)
  name <- of$set[1]
  rbind(
    line(name, "effect", effect), line(name, "sampling_error", sampling), line(name, "between_error", between),
    line(name, "degrees", df.residual(fit)), line(name, "lower", effect - reach), line(name, "upper", effect + reach),
    line(name, "alone_effect", unname(coef(alone))), line(name, "alone_between_error", coef(summary(alone))[1, "Std. Error"]),
    line(name, "alone_degrees", df.residual(alone)),
    line(name, "level_earlier", weighted.mean(begun$earlier, begun$weight)),
    line(name, "level_later", weighted.mean(begun$later, begun$weight))
  )
}))
write.csv(contrasts, "wave_contrasts.csv", row.names = FALSE, quote = FALSE)
