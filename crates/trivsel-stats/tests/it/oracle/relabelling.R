# All assignments of the starts on the panels "few" and "few_uneven", the effect under each by regression with dummies on the untreated
# cells, and the p of several constant effects.
panels <- read.csv("panels.csv")

imputed <- function(data) {
  treated <- !is.na(data$start) & data$month >= data$start
  fit <- lm(outcome ~ factor(unit) + factor(month), data, subset = !treated)
  mean(data$outcome[treated] - predict(fit, data[treated, ]))
}

# Every distinct order of the labels, 0 for those that never start.
orders <- function(labels) {
  if (length(labels) == 0) return(matrix(0, 1, 0))
  do.call(rbind, lapply(unique(labels), function(first) {
    rest <- labels[-match(first, labels)]
    cbind(first, orders(rest))
  }))
}

rows <- NULL
for (name in c("few", "few_uneven")) {
  data <- panels[panels$panel == name, ]
  starts <- tapply(data$start, data$unit, function(x) x[1])
  starts[is.na(starts)] <- 0
  all <- unname(orders(as.vector(starts)))
  really <- !is.na(data$start) & data$month >= data$start
  observed <- imputed(data)
  effect_under <- function(order, constant) {
    relabelled <- data
    relabelled$start <- order[data$unit + 1]
    relabelled$start[relabelled$start == 0] <- NA
    relabelled$outcome <- data$outcome - constant * really
    imputed(relabelled)
  }
  for (constant in c(0, -3, -2, -1, 0.5, observed)) {
    effects <- apply(all, 1, effect_under, constant = constant)
    p <- mean(abs(effects) >= abs(observed - constant) - 1e-9)
    rows <- rbind(rows, data.frame(panel = name, assignments = nrow(all), observed = observed, constant = constant, p = p))
  }
}
write.table(format(rows, digits = 15, trim = TRUE), "relabelling.csv", sep = ",", quote = FALSE, row.names = FALSE)
